import { brokenYaml, type Problem, quote } from './problem.ts';

/** A place in a JSON text while it is read. */
export interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  /** The first thing that is not JSON: what was read counts for nothing then. */
  error: Problem | undefined;
  readonly problems: Problem[];
}

const WHITE_SPACE = /[ \t\n\r]*/y;

export function skip(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at++;
  return true;
}

export function skipSpace(cursor: Cursor): void {
  if (cursor.text.charCodeAt(cursor.at) <= 0x20) cursor.at = match(WHITE_SPACE, cursor.text, cursor.at);
}

export function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

export function stop<T>(cursor: Cursor, what: string, value: T): T {
  return stopAt(cursor, cursor.at, what, value);
}

export function stopAt<T>(cursor: Cursor, at: number, what: string, value: T): T {
  const found = at < cursor.text.length ? `\`${quote(cursor.text.slice(at, at + 1))}\`` : 'the end';
  cursor.error ??= brokenYaml(
    Math.min(at, cursor.text.length),
    `this is not JSON: ${what}, found ${found}. Mend the text here or just before.`,
  );
  return value;
}
