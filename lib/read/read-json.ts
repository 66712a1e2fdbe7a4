import { MAX_DEPTH, tooDeep } from './depth.ts';
import { duplicateKey } from './duplicate-key.ts';
import { type Cursor, match, skip, skipSpace, stop, stopAt } from './json-cursor.ts';
import { plainScalar } from './plain-scalar.ts';
import { quote, type Problem } from './problem.ts';
import { losesDigits, tryInteger } from './resolve-scalar.ts';
import { type Fields, setField } from './set-field.ts';

export interface JsonValue {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Behind the value and the white space that follows it. */
  readonly end: number;
}

/** Where a text is not JSON. */
export interface JsonError {
  readonly error: Problem;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
// oxlint-disable-next-line no-control-regex
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;

/** Reads one JSON value as Go's encoding/json does, but tells of a key that stands twice in a map. */
export function readJson(text: string, start: number): JsonValue | JsonError {
  const cursor: Cursor = { text, at: start, depth: 0, error: undefined, problems: [] };
  skipSpace(cursor);
  const value = readValue(cursor);
  if (cursor.error !== undefined) return { error: cursor.error };
  skipSpace(cursor);
  return { value, problems: cursor.problems, end: cursor.at };
}

function readValue(cursor: Cursor): unknown {
  switch (cursor.text[cursor.at]) {
    case '{':
      return nested(cursor, readMap);
    case '[':
      return nested(cursor, readList);
    case '"':
      return readText(cursor);
    case 't':
      return readWord(cursor, 'true', true);
    case 'f':
      return readWord(cursor, 'false', false);
    case 'n':
      return readWord(cursor, 'null', null);
    default:
      return readNumber(cursor);
  }
}

function nested(cursor: Cursor, read: (cursor: Cursor) => unknown): unknown {
  if (++cursor.depth > MAX_DEPTH) {
    cursor.error ??= tooDeep(cursor.at);
    return null;
  }
  cursor.at++;
  skipSpace(cursor);
  const value = read(cursor);
  cursor.depth--;
  return value;
}

function readMap(cursor: Cursor): Fields {
  const fields: Fields = {};
  if (skip(cursor, '}')) return fields;
  do {
    skipSpace(cursor);
    const keyAt = cursor.at;
    if (cursor.text[keyAt] !== '"') return stop(cursor, 'expected a key in double quotes', fields);
    const key = readText(cursor);
    skipSpace(cursor);
    if (!skip(cursor, ':')) return stop(cursor, 'expected `:` after a key', fields);
    skipSpace(cursor);
    const value = readValue(cursor);
    if (cursor.error !== undefined) return fields;
    if (Object.hasOwn(fields, key)) cursor.problems.push(duplicateKey(key, keyAt));
    setField(fields, key, value);
    skipSpace(cursor);
  } while (skip(cursor, ','));
  return skip(cursor, '}') ? fields : stop(cursor, 'expected `,` or `}`', fields);
}

function readList(cursor: Cursor): unknown[] {
  const items: unknown[] = [];
  if (skip(cursor, ']')) return items;
  do {
    skipSpace(cursor);
    items.push(readValue(cursor));
    if (cursor.error !== undefined) return items;
    skipSpace(cursor);
  } while (skip(cursor, ','));
  return skip(cursor, ']') ? items : stop(cursor, 'expected `,` or `]`', items);
}

function readText(cursor: Cursor): string {
  const { text, at: start } = cursor;
  let end = match(PLAIN_TEXT, text, start + 1);
  if (text[end] === '"') {
    cursor.at = end + 1;
    return text.slice(start + 1, end);
  }
  while (text[end] === '\\') {
    const length = escapeLength(text, end);
    if (length === 0) return stopAt(cursor, end, `\`${quote(text.slice(end, end + 2))}\` is no escape of JSON`, '');
    end = match(PLAIN_TEXT, text, end + length);
  }
  if (text[end] !== '"') return stopAt(cursor, end, 'text must end in double quotes on its line', '');
  cursor.at = end + 1;
  return unescape(text.slice(start, end + 1));
}

function escapeLength(text: string, at: number): number {
  ESCAPE.lastIndex = at;
  return ESCAPE.test(text) ? ESCAPE.lastIndex - at : 0;
}

/** Go replaces half a surrogate pair. */
function unescape(source: string): string {
  return String(JSON.parse(source)).replaceAll(/[\ud800-\udfff]/gu, '\uFFFD');
}

function readWord<T>(cursor: Cursor, word: string, value: T): T | null {
  if (!cursor.text.startsWith(word, cursor.at)) return stop(cursor, 'expected a value', null);
  cursor.at += word.length;
  return value;
}

function readNumber(cursor: Cursor): unknown {
  const start = cursor.at;
  const end = match(NUMBER, cursor.text, start);
  if (end <= start) return stop(cursor, 'expected a value', null);
  cursor.at = end;
  const text = cursor.text.slice(start, end);
  const integer = text.length < 16 ? undefined : tryInteger(text);
  const value = integer !== undefined && losesDigits(integer) ? integer : Number(text) + 0;
  return plainScalar(value, text, start, cursor.problems);
}
