import { type Cursor, giveUp } from './simple-cursor.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001B',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00A0',
  L: '\u2028',
  P: '\u2029',
};

const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const TEXT = { '"': /[^"\\\n]*/y, "'": /[^'\n]*/y } as const;

/** Reads a scalar in double or single quotes; it may go on on further lines, however they are indented. */
export function readQuoted(cursor: Cursor, mark: '"' | "'"): string {
  const { text } = cursor;
  let value = '';
  cursor.at++;
  while (!cursor.odd) {
    const piece = takeText(cursor, TEXT[mark]);
    switch (text[cursor.at]) {
      case mark:
        value += piece;
        cursor.at++;
        if (mark === '"' || text[cursor.at] !== mark) return value;
        value += mark;
        cursor.at++;
        break;
      case '\\':
        value += piece + takeEscape(cursor);
        break;
      case '\n':
        value += piece.replace(/[ \t]+$/, '') + takeBreaks(cursor);
        break;
      default:
        giveUp(cursor);
    }
  }
  return '';
}

function takeText(cursor: Cursor, pattern: RegExp): string {
  const start = cursor.at;
  pattern.lastIndex = start;
  pattern.test(cursor.text);
  cursor.at = pattern.lastIndex;
  return cursor.text.slice(start, cursor.at);
}

function takeEscape(cursor: Cursor): string {
  const { text, at } = cursor;
  const letter = text.charAt(at + 1);
  const simple = ESCAPES[letter];
  const length = CODE_LENGTHS[letter];
  if (simple !== undefined) {
    cursor.at += 2;
    return simple;
  }
  const digits = length === undefined ? '' : text.slice(at + 2, at + 2 + length);
  const code = Number.parseInt(digits, 16);
  if (
    digits.length !== length ||
    !/^[0-9a-fA-F]+$/.test(digits) ||
    code > 0x10_ff_ff ||
    (code >= 0xd8_00 && code <= 0xdf_ff)
  )
    return giveUp(cursor) ?? '';
  cursor.at += 2 + digits.length;
  return String.fromCodePoint(code);
}

/** One line break is a space, more are one less. */
function takeBreaks(cursor: Cursor): string {
  const space = takeText(cursor, /[ \n]*/y);
  if (cursor.text[cursor.at] === '\t') giveUp(cursor);
  const breaks = space.split('\n').length - 1;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}
