import type { Hit } from './hit.ts';
import { isSpelledOut } from './is-credential.ts';
import { looksRandom } from './looks-random.ts';

interface Form {
  readonly label: string;
  /** Its first group is the credential. */
  readonly pattern: RegExp;
  readonly is: (value: string) => boolean;
}

const CONNECTION = 'a password in a connection string';

/** Forms in which a value is a credential by its place, whatever it looks like. */
const FORMS: readonly Form[] = [
  // ADO, libpq, JDBC, JAAS: a password beside a user or a host.
  {
    label: CONNECTION,
    pattern:
      /(?<![\w-])(?:user(?:[ _]?(?:id|name))?|uid|host(?:addr)?|server|data source|endpoint)\s*=(?!=)[^\n]{0,300}?(?:[;&?,]|(?<!,)\s)(?:password|passwd|pwd|pass)\s*=(?!=)\s*["']?([^\s"';&,]{1,200})/gi,
    is: isSpelledOut,
  },
  {
    label: CONNECTION,
    pattern:
      /(?<![\w-])(?:password|passwd|pwd)\s*=(?!=)\s*["']?([^\s"';&,]{1,200})["']?(?:[;&]|\s(?!or\b|and\b))[^\n]{0,300}?(?<![\w-])(?:user(?:[ _]?(?:id|name))?|uid|host(?:addr)?|server|data source)\s*=/gi,
    is: isSpelledOut,
  },
  // StackExchange.Redis.
  { label: CONNECTION, pattern: /:\d+,(?:[\w ]{1,40}=[^,\s]{0,200},){0,20}password=([^\s"',]+)/gi, is: isSpelledOut },
  { label: CONNECTION, pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(\S+)/g, is: isSpelledOut },
  // SQL.
  {
    label: 'a password in SQL',
    pattern: /\b(?:password|identified\s+(?:with\s+\w+\s+)?by)\s+(?:password\s+)?\\{0,3}'([^'\n\\]+)\\{0,3}'/gi,
    is: isSpelledOut,
  },
  // Command lines.
  {
    label: 'a password in a command',
    pattern: /\bcurl\b[^\n|;]{0,300}?\s(?:-u|--user)[\s=]+["']?[^\s:"']+:([^\s"']+)/g,
    is: isSpelledOut,
  },
  {
    label: 'a password in a command',
    pattern: /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;]{0,300}?\s-p["']?([^\s"']+)/g,
    is: isSpelledOut,
  },
  {
    label: 'a password in a command',
    pattern:
      /\b(?:sshpass\s+-p|redis-cli\b[^\n|;]{0,300}?\s-a|docker\s+login\b[^\n|;]{0,300}?\s-p)\s*["']?([^\s"'-][^\s"']*)/g,
    is: isSpelledOut,
  },
  // HTTP.
  { label: 'a password in a header', pattern: /\bbasic\s+([A-Za-z0-9+/]{8,}={0,2})(?![\w+/])/gi, is: isLogin },
  {
    label: 'a token in a header',
    pattern: /\bauthorization\\{0,3}["']?\s{0,8}[:= ]\s{0,8}\\{0,3}["']?(?:bearer|token|apikey)\s+([\w.~+/=-]{16,})/gi,
    is: looksRandom,
  },
  // Docker's config.json, npm's configuration.
  {
    label: 'a login of a registry',
    pattern: /\b_?auth\\{0,3}["']?\s*[:=]\s*\\{0,3}["']?([A-Za-z0-9+/]{8,}={0,2})/g,
    is: isLogin,
  },
];

/** A word of every form: most texts have none. */
const MENTION = /passw|pwd|pass\s*=|identified|curl|mysql|mariadb|sshpass|redis-cli|docker|basic|authorization|auth/i;

export function findSpelledOut(text: string, isComment: (offset: number) => boolean): readonly Hit[] {
  if (!MENTION.test(text)) return [];
  return FORMS.flatMap(({ label, pattern, is }) =>
    [...text.matchAll(pattern)].flatMap(({ 0: found, 1: value = '', index }) => {
      const start = index + found.lastIndexOf(value);
      const isHit = is(value) && (!isComment(start) || is !== isSpelledOut || looksRandom(value));
      return isHit ? [{ start, end: start + value.length, label }] : [];
    }),
  );
}

/** `user:password` in base64. */
function isLogin(base64: string): boolean {
  const login = Buffer.from(base64, 'base64').toString('utf8');
  const [, password] = /^[\x21-\x39\x3b-\x7e]*:([\x20-\x7e]+)$/.exec(login) ?? [];
  return password !== undefined && isSpelledOut(password);
}
