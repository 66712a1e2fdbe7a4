import { keyText } from './key-text.ts';
import { type Cursor, giveUp } from './simple-cursor.ts';

const PLAIN = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=\S))(?:[^\s:]|:(?=[^\s])| (?=[^\s#:]))*(?=:[ \n])/y;
const QUOTED = /"([^"\\\n]*)"(?=:[ \n])|'([^'\n]*)'(?=:[ \n])/y;
/** YAML looks 1024 characters ahead for the colon of a key. */
const MAX_LENGTH = 1000;

/** Reads the key of a map and its colon; undefined where there is none on the line. */
export function tryKey(cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  PLAIN.lastIndex = at;
  if (PLAIN.test(text)) return endKey(cursor, PLAIN.lastIndex, plainKey(text.slice(at, PLAIN.lastIndex)));
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text);
  return quoted === null ? undefined : endKey(cursor, QUOTED.lastIndex, quoted[1] ?? quoted[2]);
}

function plainKey(source: string): string | undefined {
  return source === '<<' ? undefined : keyText(source);
}

function endKey(cursor: Cursor, end: number, key: string | undefined): string | undefined {
  if (key === undefined || end - cursor.at > MAX_LENGTH) return giveUp(cursor);
  cursor.at = end + 1;
  return key;
}
