/** Of a line in a list, with its line feed. */
const INDENTATION = 5;

/**
 * As many whole lines as fit, and how many more there are: `and 12 more`. A text of several lines is one.
 *
 * @param room in characters
 * @param more that are missing already
 */
export function fitLines(texts: readonly string[], room: number, more = 0): readonly string[] {
  const lines = texts.map((text) => text.replaceAll(/\s*[\n\r]\s*/g, ' '));
  let left = room;
  const over = lines.findIndex((line) => (left -= line.length + INDENTATION) < 0);
  const shown = over < 0 ? lines : lines.slice(0, over);
  const missing = more + lines.length - shown.length;
  return missing === 0 ? shown : [...shown, `and ${missing} more`];
}
