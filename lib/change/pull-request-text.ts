/** What a pull request of ours proposes, for machines: a comment in its text, as labels are missing in some hosts. */
export interface Marker {
  readonly kind: string;
  /** The images that it would pin, by `<environment>/<application>/<name>`. */
  readonly images: Readonly<Record<string, string>>;
}

const BEGIN = '<!-- kumiki:begin -->';
const END = '<!-- kumiki:end -->';
const MARKER = /<!-- kumiki (\{.*\}) -->/;

/**
 * A text with our part of it made new. What people wrote around it stays.
 *
 * @param present what the pull request says now; empty for a new one
 */
export function renderText(summary: string, marker: Marker, present = ''): string {
  // `--` would end the comment.
  const data = JSON.stringify(marker).replaceAll('--', String.raw`-\u002d`);
  const ours = `${BEGIN}\n<!-- kumiki ${data} -->\n${summary.trim()}\n${END}`;
  const [start, end] = [present.indexOf(BEGIN), present.indexOf(END)];
  if (start < 0 || end < start) return present.trim() === '' ? ours : `${ours}\n\n${present.trim()}`;
  return `${present.slice(0, start)}${ours}${present.slice(end + END.length)}`;
}

/** What a text of ours says; undefined where nobody can tell. */
export function readMarker(text: string): Marker | undefined {
  const [, data] = MARKER.exec(text) ?? [];
  if (data === undefined) return undefined;
  try {
    const value = JSON.parse(data) as Partial<Marker>;
    return typeof value.images === 'object' && value.images !== null ? (value as Marker) : undefined;
  } catch {
    return undefined;
  }
}
