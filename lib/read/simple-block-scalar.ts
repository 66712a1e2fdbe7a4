import { type Cursor, giveUp, toContent } from './simple-cursor.ts';

const HEADER = /([|>])([-+]?)([1-9]?)([-+]?) *(?: #.*)?\n/y;
const INDENTED = /( *)([^ \n])?/y;

/** Reads a literal (`|`) or folded (`>`) scalar. */
export function readBlockScalar(cursor: Cursor, parent: number): string | undefined {
  const { text } = cursor;
  HEADER.lastIndex = cursor.at;
  const [header, style, before, digit, after] = HEADER.exec(text) ?? [];
  if (header === undefined || (before !== '' && after !== '')) return giveUp(cursor);
  cursor.at += header.length;
  const indent = digit ? Math.max(parent, 0) + Number(digit) : tryIndent(text, cursor.at, parent);
  if (indent === undefined) return giveUp(cursor);

  const { value, breaks } = takeLines(cursor, indent, style === '>');
  toContent(cursor);
  const chomping = before || after;
  if (value === '') return chomping === '+' ? giveUp(cursor) : '';
  return chomping === '-' ? value : chomping === '+' ? `${value}\n${breaks}` : `${value}\n`;
}

/** Of the first line with text; undefined where that is not deeper than the parent, or empty lines before it are longer. */
function tryIndent(text: string, start: number, parent: number): number | undefined {
  let longest = 0;
  for (let at = start; at < text.length;) {
    INDENTED.lastIndex = at;
    const [, spaces = '', character] = INDENTED.exec(text) ?? [];
    if (character !== undefined)
      return spaces.length > parent && spaces.length > 0 && longest <= spaces.length && character !== '\t'
        ? spaces.length
        : undefined;
    longest = Math.max(longest, spaces.length);
    at += spaces.length + 1;
  }
  return undefined;
}

interface Lines {
  /** Without the last line feed. */
  readonly value: string;
  /** The empty lines behind the text. */
  readonly breaks: string;
}

/** As `yaml_parser_scan_block_scalar` does: lines that start with white space are not folded. */
function takeLines(cursor: Cursor, indent: number, folded: boolean): Lines {
  const { text } = cursor;
  let value = '';
  let breaks = '';
  let started = false;
  let wasMoreIndented = false;
  while (cursor.at < text.length) {
    const content = contentAt(text, cursor.at, indent);
    if (content === undefined) break;
    const end = text.indexOf('\n', cursor.at);
    const line = content < end ? text.slice(content, end) : undefined;
    cursor.at = end + 1;
    if (line === undefined) {
      breaks += '\n';
      continue;
    }
    const moreIndented = line.startsWith(' ') || line.startsWith('\t');
    const folds = folded && started && !wasMoreIndented && !moreIndented;
    value += folds ? (breaks === '' ? ' ' : breaks) : (started ? '\n' : '') + breaks;
    value += line;
    breaks = '';
    started = true;
    wasMoreIndented = moreIndented;
  }
  return { value, breaks };
}

/** Where a line's content starts, its end where it is empty; undefined where it belongs to the scalar no more. */
function contentAt(text: string, start: number, indent: number): number | undefined {
  let at = start;
  while (at < start + indent && text.charCodeAt(at) === 0x20) at++;
  return at === start + indent || text.charCodeAt(at) === 0x0a ? at : undefined;
}
