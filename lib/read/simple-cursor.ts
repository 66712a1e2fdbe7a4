/** A place in a text while simple YAML is read. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Of the content that `at` is at, from 0; -1 at the end of the text. */
  column: number;
  /** How many collections are open. */
  depth: number;
  /** Set as soon as something is met that this reader leaves to the whole of YAML; what it returns counts for nothing then. */
  odd: boolean;
}

const SPACES = / */y;

/** @param text ends in a line feed */
export function openCursor(text: string): Cursor {
  return { text, at: 0, column: 0, depth: 0, odd: false };
}

export function giveUp(cursor: Cursor): undefined {
  cursor.odd = true;
  cursor.column = -1;
  return undefined;
}

export function skipSpaces(cursor: Cursor): void {
  if (cursor.text.charCodeAt(cursor.at) !== 0x20) return;
  SPACES.lastIndex = cursor.at;
  SPACES.test(cursor.text);
  cursor.at = SPACES.lastIndex;
}

/** From the start of a line to the next content; false at the end. Empty lines and comments are nothing. */
export function toContent(cursor: Cursor): boolean {
  const { text } = cursor;
  while (cursor.at < text.length) {
    const start = cursor.at;
    skipSpaces(cursor);
    const character = text[cursor.at];
    if (character === '\t') {
      giveUp(cursor);
      return false;
    }
    if (character !== '\n' && character !== '#') {
      cursor.column = cursor.at - start;
      return true;
    }
    cursor.at = text.indexOf('\n', cursor.at) + 1;
  }
  cursor.column = -1;
  return false;
}

/** From behind a value to the next content: only spaces and a comment may be left on the line. */
export function closeLine(cursor: Cursor): void {
  const start = cursor.at;
  skipSpaces(cursor);
  const { text, at } = cursor;
  if (text[at] === '#' && at > start) cursor.at = text.indexOf('\n', at);
  else if (text[at] !== '\n') return giveUp(cursor);
  cursor.at++;
  toContent(cursor);
}
