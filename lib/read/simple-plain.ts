import { resolveScalar } from './resolve-scalar.ts';
import { type Cursor, giveUp, toContent } from './simple-cursor.ts';

/** A plain scalar starts with none of YAML's indicators; a minus must belong to what follows. */
const FIRST = /[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=\S)/y;

/** Reads a plain scalar and what it continues with on lines that are indented deeper than its parent. */
export function readPlain(cursor: Cursor, parent: number): unknown {
  FIRST.lastIndex = cursor.at;
  if (!FIRST.test(cursor.text)) return giveUp(cursor);
  let value = '';
  for (;;) {
    const line = takeLine(cursor);
    if (line === undefined) return undefined;
    value += line.text;
    const end = cursor.at;
    if (!toContent(cursor) || cursor.column <= parent) break;
    const gap = cursor.text.slice(end, cursor.at);
    if (line.commented || gap.includes('#')) return giveUp(cursor);
    const empty = gap.length === cursor.column ? 0 : gap.split('\n').length - 1;
    value += empty === 0 ? ' ' : '\n'.repeat(empty);
  }
  if (cursor.odd) return undefined;
  const resolved = resolveScalar(value);
  return typeof resolved === 'bigint' || (typeof resolved === 'number' && !Number.isFinite(resolved))
    ? giveUp(cursor)
    : resolved;
}

interface PlainLine {
  readonly text: string;
  readonly commented: boolean;
}

/** The rest of the line, without white space around it and a comment; `: ` inside would be a map where there can be none. */
function takeLine(cursor: Cursor): PlainLine | undefined {
  const { text, at } = cursor;
  const end = text.indexOf('\n', at);
  const rest = text.slice(at, end);
  if (rest.includes('\t')) return giveUp(cursor);
  const comment = rest.indexOf(' #');
  const line = (comment < 0 ? rest : rest.slice(0, comment)).replace(/ +$/, '');
  if (line.endsWith(':') || line.includes(': ')) return giveUp(cursor);
  cursor.at = end + 1;
  return { text: line, commented: comment >= 0 };
}
