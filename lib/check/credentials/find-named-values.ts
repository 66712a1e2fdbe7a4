import { whatNameTells, type Told } from '../../telling-name.ts';
import type { Hit } from './hit.ts';
import { isCredential } from './is-credential.ts';
import { looksRandom } from './looks-random.ts';

const NAME = String.raw`[A-Za-z_][\w./-]{0,127}`;
const QUOTE = String.raw`(?:\\{0,3}["'])`;
const VALUE = String.raw`(?:\\{0,3}"((?:[^"\\\n]|\\(?!")[^\n])*)|'([^'\n]*)'|([^\s"'\`<>]+))`;

/** Of each the first group is the name, and the value one of the others. */
const FORMS: readonly RegExp[] = [
  // .env, properties, ini, TOML, YAML, JSON, HOCON, flags: `NAME=value`, `"name": "value"`, `--name=value`.
  new RegExp(
    String.raw`(?<![\w./$-])(?:--?)?${QUOTE}?(${NAME})${QUOTE}?[ \t]*(?:=>|:=|[:=](?![=:~>]))[ \t]*${VALUE}`,
    'g',
  ),
  // Flags, redis.conf, fluent-bit: two words alone on a line, or a flag with its value.
  new RegExp(String.raw`(?:^[ \t]*|[ \t]--?)(${NAME})[ \t]+${VALUE}(?=["']?[ \t]*$)`, 'gm'),
  new RegExp(String.raw`(?<=[ \t]|^)--?(${NAME})[ \t]+${VALUE}`, 'gm'),
  // Lists of variables: `- name: NAME`, `value: value` in the next line.
  new RegExp(String.raw`\bname:[ \t]*${QUOTE}?(${NAME})${QUOTE}?[ \t]*\n[ \t]*value:[ \t]*${VALUE}`, 'g'),
  // A block of YAML with one line.
  new RegExp(String.raw`(?<![\w./$-])(${NAME}):[ \t]*[|>][-+]?[ \t]*\n[ \t]+${VALUE}(?=[ \t]*$)`, 'gm'),
  // JSON and XML: the same in one line.
  new RegExp(
    String.raw`\b(?:name|key)${QUOTE}?\s*[:=]\s*${QUOTE}(${NAME})${QUOTE},?\s+${QUOTE}?value${QUOTE}?\s*[:=]\s*${VALUE}`,
    'gi',
  ),
  new RegExp(String.raw`<(${NAME})>([^<>\n]+)</`, 'g'),
];

const MENTION = /pass|pwd|pw\b|secret|token|key|cred|auth|cookie|\bpat\b|mnemonic/i;

/** Values that stand behind a telling name in a text. */
export function findNamedValues(text: string, isComment: (offset: number) => boolean): readonly Hit[] {
  if (!MENTION.test(text)) return [];
  return FORMS.flatMap((pattern) => {
    const hits: Hit[] = [];
    for (const match of text.matchAll(pattern)) {
      const told = whatNameTells(match[1] ?? '');
      if (told === undefined) continue;
      const quoted = match[2] ?? match[3];
      const alone = isAlone(text, match);
      const value = quoted ?? unquoted(match[4] ?? '', alone);
      // `password=password`: a variable of that name, or the name of a field.
      if (quoted === undefined && !alone && value === match[1]) continue;
      const start = match.index + match[0].lastIndexOf(value);
      if (isComment(match.index) ? looksRandom(value) && isCredential(value, told) : isCredential(value, told))
        hits.push({ start, end: start + value.length, label: labelOf(told) });
    }
    return hits;
  });
}

export function labelOf(told: Told): string {
  return told === 'password' ? 'a password' : 'a secret value under a telling name';
}

/** Deeper nothing is indented. */
const FAR = 200;

/** Nothing else is on its line. */
function isAlone(text: string, { 0: found, index }: RegExpExecArray): boolean {
  const near = text.slice(Math.max(0, index - FAR), index);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  const after = text.slice(index + found.length, index + found.length + 1);
  return (
    /^[\s-]*(?:export\s+)?$/.test(before) && !found.endsWith(',') && (after === '' || after === '\n' || after === '\r')
  );
}

/** Without what only ends it: `token=abc, next`, `?token=abc&x=1`. */
function unquoted(value: string, alone: boolean): string {
  return alone ? value.replace(/[,;]$/, '') : value.replace(/[,;&)}\]|].*$/, '');
}
