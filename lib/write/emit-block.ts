/** What a literal block cannot hold: control characters, line breaks other than LF, marks, halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex
const UNSAFE_CHARACTER = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF\uFEFF\uFFFE\uFFFF]/u;

/** A line of blanks only (readers drop them), or a first line that starts with a tab (kubectl refuses it). */
const UNSAFE_LINE = /^\n*\t|(?:^|\n)[ \t]+(?:\n|$)/;

const LINE_START = /^(?=[^\n])/gm;

/**
 * Text of several lines as a literal block below `pad` (the indentation of its parent), from the `|` to the last line feed.
 *
 * @returns undefined where some reader would not give the same text back
 */
export function tryEmitBlock(text: string, pad: string): string | undefined {
  if (UNSAFE_LINE.test(text) || UNSAFE_CHARACTER.test(text)) return undefined;
  const first = text.search(/[^\n]/);
  if (first < 0) return undefined;
  const indicator = text[first] === ' ' ? '2' : '';
  const body = text.replace(LINE_START, `${pad}  `);
  if (!text.endsWith('\n')) return `|${indicator}-\n${body}\n`;
  return text.endsWith('\n\n') ? `|${indicator}+\n${body}` : `|${indicator}\n${body}`;
}
