/** Columns of a terminal that nobody has made wider. */
export const WIDTH = 100;

const GAP = 2;

export interface TableOptions {
  /** Spaces in front of each line. */
  readonly indent: number;
  /** The widest that a column may be; undefined for the one that gets what is left. */
  readonly widest: readonly (number | undefined)[];
}

/** Rows of cells under each other, no line wider than {@link WIDTH}: what does not fit loses its middle. */
export function renderRows(rows: readonly (readonly string[])[], { indent, widest }: TableOptions): readonly string[] {
  const needed = widest.map((limit, column) =>
    Math.min(limit ?? WIDTH, Math.max(0, ...rows.map((row) => row[column]?.length ?? 0))),
  );
  const fixed = needed.filter((_, column) => widest[column] !== undefined).reduce((sum, width) => sum + width, 0);
  const left = WIDTH - indent - fixed - GAP * (widest.length - 1);
  const widths = needed.map((width, column) => (widest[column] === undefined ? Math.min(width, left) : width));
  return rows.map((row) => {
    const cells = widths.map((width, column) => cut(row[column] ?? '', width).padEnd(width));
    return `${' '.repeat(indent)}${cells.join(' '.repeat(GAP))}`.trimEnd();
  });
}

/** What is too long loses its middle: a name tells by its beginning, and an image by its tag. */
export function cut(text: string, width: number): string {
  const one = text.replaceAll(/\s+/g, ' ');
  if (one.length <= width) return one;
  const head = Math.floor((width - 1) / 2);
  return `${one.slice(0, head)}…${one.slice(one.length - (width - 1 - head))}`;
}

/** Text in lines of words, none wider than {@link WIDTH} but for one word. */
export function wrap(text: string, indent: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${' '.repeat(indent)}${word}`);
  }
  return lines;
}
