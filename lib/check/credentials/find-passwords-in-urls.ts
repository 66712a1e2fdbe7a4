import type { Hit } from './hit.ts';
import { isSpelledOut } from './is-credential.ts';
import { looksRandom } from './looks-random.ts';

/** `scheme://user:password@host`, `://` escaped or not. */
const URL_PASSWORD = /[a-z][a-z0-9+.-]{0,30}:(?:\\?\/){2}[^\s/?#"'`<>@:\\]*:([^\s/?#"'`<>]+)@/gi;
/** Go's driver for MySQL: `user:password@tcp(host:3306)/database`. */
const MYSQL_DSN = /(?<![\w.:/-])[\w.-]+:([^\s@/:"'`]+)@(?:tcp|unix)\(/g;
const ORACLE_URL = /jdbc:oracle:\w+:[\w.-]*\/([^\s@/"'`]+)@/g;

/** Passwords between a user and a host. */
export function findPasswordsInUrls(text: string, isComment: (offset: number) => boolean): readonly Hit[] {
  if (!text.includes('@')) return [];
  return [URL_PASSWORD, MYSQL_DSN, ORACLE_URL].flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(({ 1: password = '', index }) => (isComment(index) ? looksRandom(password) : isSpelledOut(password)))
      .map(({ 0: found, index }) => ({ start: index, end: index + found.length, label: 'a password in a URL' })),
  );
}
