import { createHash } from 'node:crypto';
import { cutMarkdown } from './cut-markdown.ts';

/** What a pull request of ours proposes, for machines: a comment in its text, as labels are missing in some hosts. */
export interface Marker {
  readonly kind: string;
  /** The images that it would pin, by `<environment>/<application>/<name>`. */
  readonly images: Readonly<Record<string, string>>;
}

/** A marker as a text has it. */
export interface WrittenMarker {
  readonly kind: string;
  readonly images?: Marker['images'] | undefined;
  /** {@link hashImages} in the place of images for which a text has no room. */
  readonly hash?: string | undefined;
}

/**
 * The least that a host takes, in characters (GitHub: "body is too long (maximum is 65536 characters)",
 * https://github.com/w3c/webref/pull/245; GitLab has 1,048,576, https://docs.gitlab.com/api/merge_requests/#create-mr; Bitbucket Cloud took
 * 1,310,720, https://github.com/dependabot/dependabot-core/issues/7678).
 */
const MOST = 65_536;
/** Of our part: the words that people add have room too. */
const MOST_OF_OURS = 48_000;
const MOST_OF_IMAGES = 16_000;

const BEGIN = '<!-- kumiki:begin -->';
const END = '<!-- kumiki:end -->';
const MARKER = /<!-- kumiki (\{.*\}) -->/;

/**
 * A text with our part of it made new. What people wrote around it stays; ours is cut by whole rows and items where a host would refuse all
 * of it.
 *
 * @param present what the pull request says now; empty for a new one
 */
export function renderText(summary: string, marker: Marker, present = ''): string {
  const [start, end] = [present.indexOf(BEGIN), present.indexOf(END)];
  const isThere = start >= 0 && end >= start;
  const before = isThere ? present.slice(0, start) : '';
  const after = isThere ? present.slice(end + END.length) : present.trim() === '' ? '' : `\n\n${present.trim()}`;
  const head = `${BEGIN}\n<!-- kumiki ${writeMarker(marker)} -->\n`;
  const room = Math.min(MOST_OF_OURS, MOST - before.length - after.length) - head.length - END.length - 1;
  return `${before}${head}${cutMarkdown(summary.trim(), room)}\n${END}${after}`;
}

/** A title as every host takes it: GitHub has at most 256 characters, GitLab 255. The commit and the text say the rest. */
export function fitTitle(title: string): string {
  return title.length <= MOST_OF_TITLE ? title : `${title.slice(0, MOST_OF_TITLE - 1).trimEnd()}…`;
}

const MOST_OF_TITLE = 255;

/** What a text of ours says; undefined where nobody can tell. */
export function readMarker(text: string): WrittenMarker | undefined {
  const [, data] = MARKER.exec(text) ?? [];
  if (data === undefined) return undefined;
  try {
    const value = JSON.parse(data) as Partial<WrittenMarker>;
    const isOurs = typeof value.hash === 'string' || (typeof value.images === 'object' && value.images !== null);
    return isOurs ? (value as WrittenMarker) : undefined;
  } catch {
    return undefined;
  }
}

/** The same for the same images, in any order. */
export function hashImages(images: Marker['images']): string {
  const entries = Object.entries(images).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

function writeMarker(marker: Marker): string {
  // `--` would end the comment.
  const written = (value: WrittenMarker) => JSON.stringify(value).replaceAll('--', String.raw`-\u002d`);
  const whole = written(marker);
  return whole.length <= MOST_OF_IMAGES ? whole : written({ kind: marker.kind, hash: hashImages(marker.images) });
}
