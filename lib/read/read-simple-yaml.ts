import { MAX_DEPTH } from './depth.ts';
import { type Fields, setField } from './set-field.ts';
import { readBlockScalar } from './simple-block-scalar.ts';
import { closeLine, type Cursor, giveUp, openCursor, skipSpaces, toContent } from './simple-cursor.ts';
import { readFlow } from './simple-flow.ts';
import { tryKey } from './simple-key.ts';
import { readPlain } from './simple-plain.ts';
import { readQuoted } from './simple-quoted.ts';

/**
 * Reads a document of the kind that people and generators write: block maps and lists, every style of scalar, flow collections.
 * It is ten times as fast as the whole of YAML. Whatever is out of the ordinary, or wrong, gives undefined: then the whole of
 * YAML is asked, which also says what is wrong and where.
 */
export function tryReadSimpleYaml(text: string): unknown {
  if (UNUSUAL.test(text)) return undefined;
  const cursor = openCursor(text);
  if (!toContent(cursor)) return cursor.odd ? undefined : null;
  const value = readBlock(cursor, -1);
  return cursor.odd || cursor.column >= 0 ? undefined : value;
}

// Line ends of YAML 1.1, a byte-order mark, what Go's reader refuses, and the end of a document.
// oxlint-disable-next-line no-control-regex
const UNUSUAL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|^\.\.\./mu;

/** At content that is indented deeper than `parent`. */
function readBlock(cursor: Cursor, parent: number): unknown {
  if (++cursor.depth > MAX_DEPTH) return giveUp(cursor);
  const value = readNode(cursor, parent);
  cursor.depth--;
  return value;
}

function readNode(cursor: Cursor, parent: number): unknown {
  if (isDash(cursor)) return readSequence(cursor, cursor.column);
  const key = tryKey(cursor);
  if (key !== undefined) return readMap(cursor, cursor.column, key);
  return cursor.odd ? undefined : readScalarOrFlow(cursor, parent);
}

function readMap(cursor: Cursor, indent: number, firstKey: string): Fields | undefined {
  const fields: Fields = {};
  for (let key: string | undefined = firstKey; key !== undefined; key = tryKey(cursor)) {
    const value = readEntry(cursor, indent);
    if (cursor.odd || Object.hasOwn(fields, key)) return giveUp(cursor);
    setField(fields, key, value);
    if (cursor.column < indent) return fields;
    if (cursor.column > indent) break;
  }
  return giveUp(cursor);
}

/** Behind the colon of a key. A list may stand as deep as its key. */
function readEntry(cursor: Cursor, indent: number): unknown {
  if (!endsLine(cursor)) return readScalarOrFlow(cursor, indent);
  closeLine(cursor);
  if (cursor.column > indent) return readBlock(cursor, indent);
  return cursor.column === indent && isDash(cursor) ? readSequence(cursor, indent) : null;
}

function readSequence(cursor: Cursor, indent: number): readonly unknown[] | undefined {
  const items: unknown[] = [];
  while (cursor.column === indent && isDash(cursor)) {
    items.push(readItem(cursor, indent));
    if (cursor.odd) return undefined;
  }
  return items;
}

function readItem(cursor: Cursor, indent: number): unknown {
  const dash = cursor.at;
  cursor.at++;
  if (endsLine(cursor)) {
    closeLine(cursor);
    return cursor.column > indent ? readBlock(cursor, indent) : null;
  }
  cursor.column = indent + cursor.at - dash;
  return readBlock(cursor, indent);
}

function readScalarOrFlow(cursor: Cursor, parent: number): unknown {
  const mark = cursor.text[cursor.at];
  if (mark === '|' || mark === '>') return readBlockScalar(cursor, parent);
  if (mark !== '"' && mark !== "'" && mark !== '[' && mark !== '{') return readPlain(cursor, parent);
  const value = mark === '"' || mark === "'" ? readQuoted(cursor, mark) : readFlow(cursor);
  if (!cursor.odd) closeLine(cursor);
  return value;
}

/** Whether nothing but spaces and a comment is left of a line; skips the spaces. */
function endsLine(cursor: Cursor): boolean {
  const start = cursor.at;
  skipSpaces(cursor);
  const character = cursor.text[cursor.at];
  return character === '\n' || (character === '#' && cursor.at > start);
}

function isDash({ text, at }: Cursor): boolean {
  if (text.charCodeAt(at) !== 0x2d) return false;
  const next = text.charCodeAt(at + 1);
  return next === 0x20 || next === 0x0a;
}
