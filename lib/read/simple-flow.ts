import { MAX_DEPTH } from './depth.ts';
import { keyText } from './key-text.ts';
import { resolveScalar } from './resolve-scalar.ts';
import { type Cursor, giveUp } from './simple-cursor.ts';
import { readQuoted } from './simple-quoted.ts';
import { type Fields, setField } from './set-field.ts';

const PLAIN =
  /(?:[\w.$/(+=~<;^]|-(?=[\w.$/(+-]))(?:[\w.$/()+=~<>;^@%*|&!-]|[\u00a1-\uffff]|:(?=[\w/.-])| (?=[\w.$/()+=~<>;^@%*|&!-]))*/y;
const SPACE = /[ \n]*/y;

/** Reads `[…]` or `{…}`, over several lines where it is written so. */
export function readFlow(cursor: Cursor): unknown {
  switch (cursor.text[cursor.at]) {
    case '[':
      return nested(cursor, readList);
    case '{':
      return nested(cursor, readMap);
    case '"':
      return readQuoted(cursor, '"');
    case "'":
      return readQuoted(cursor, "'");
    default:
      return readPlain(cursor);
  }
}

function nested(cursor: Cursor, read: (cursor: Cursor) => unknown): unknown {
  if (++cursor.depth > MAX_DEPTH) return giveUp(cursor);
  cursor.at++;
  skipSpace(cursor);
  const value = read(cursor);
  cursor.depth--;
  return value;
}

function readList(cursor: Cursor): readonly unknown[] {
  const items: unknown[] = [];
  while (!cursor.odd && !skip(cursor, ']')) {
    items.push(readFlow(cursor));
    endItem(cursor, ']');
  }
  return items;
}

function readMap(cursor: Cursor): Fields {
  const fields: Fields = {};
  while (!cursor.odd && !skip(cursor, '}')) {
    const key = readKey(cursor);
    const value = readFlow(cursor);
    if (key === undefined || Object.hasOwn(fields, key)) giveUp(cursor);
    else setField(fields, key, value);
    endItem(cursor, '}');
  }
  return fields;
}

function endItem(cursor: Cursor, end: string): void {
  skipSpace(cursor);
  if (skip(cursor, ',')) skipSpace(cursor);
  else if (cursor.text[cursor.at] !== end) giveUp(cursor);
}

/** A key, its colon and the space behind: on one line, as YAML demands. */
function readKey(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const mark = cursor.text[start];
  const quoted = mark === '"' || mark === "'";
  const key = quoted ? readQuoted(cursor, mark) : keyText(takePlain(cursor));
  if (
    cursor.odd ||
    cursor.at - start > 1000 ||
    cursor.text.slice(start, cursor.at).includes('\n') ||
    (!quoted && key === '<<')
  )
    return giveUp(cursor);
  const colon = cursor.text[cursor.at] === ':' && (quoted || /[ \n]/.test(cursor.text.charAt(cursor.at + 1)));
  if (!colon) return giveUp(cursor);
  cursor.at++;
  skipSpace(cursor);
  return key;
}

function readPlain(cursor: Cursor): unknown {
  const value = resolveScalar(takePlain(cursor));
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? giveUp(cursor) : value;
}

function takePlain(cursor: Cursor): string {
  const start = cursor.at;
  PLAIN.lastIndex = start;
  if (!PLAIN.test(cursor.text)) return giveUp(cursor) ?? '';
  cursor.at = PLAIN.lastIndex;
  return cursor.text.slice(start, cursor.at);
}

function skip(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at++;
  return true;
}

/** Comments and tabs inside are left to the whole of YAML: neither can start an item here. */
function skipSpace(cursor: Cursor): void {
  SPACE.lastIndex = cursor.at;
  SPACE.test(cursor.text);
  cursor.at = SPACE.lastIndex;
}
