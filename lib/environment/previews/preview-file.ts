import type { Pins } from '../../change/pins.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { UserError } from '../../errors.ts';
import { isFields, type Fields } from '../../fields.ts';
import { parseJson } from '../data/parse-json.ts';
import { imagesIn } from '../data/read-images.ts';
import { tryUntil, UNTIL_ADVICE } from './until.ts';

/** Below it lies a file for each preview. */
export const PREVIEWS_FOLDER = 'environments/previews';

/** What one file says. */
export interface PreviewRecord {
  /** The environment that it is like. */
  readonly from: string;
  /** When `kumiki preview sweep` closes it: a day, or a time with its zone. */
  readonly until: string;
  /** Its own images, by application and name. All others are those of `from`. */
  readonly images: Readonly<Record<string, Pins>>;
}

/** A preview as it lies in the repository. */
export interface PreviewFile extends PreviewRecord {
  /** As its file is called: `pr-412`. */
  readonly name: string;
  /** From the root: `environments/previews/pr-412.json`. */
  readonly file: string;
}

export function previewFile(name: string): string {
  return `${PREVIEWS_FOLDER}/${name}.json`;
}

/** The environment that a preview is: `staging-pr-412`. */
export function previewEnvironment({ from, name }: Pick<PreviewFile, 'from' | 'name'>): string {
  return `${from}-${name}`;
}

/**
 * A preview: `{ "from", "until", "images": { "<app>": { "<name>": { "image", "tag"?, "digest"?, "source"? } } } }`.
 *
 * @param text the file's content
 * @param file its path from the root
 * @throws a UserError with all mistakes, each with its path in the file and its value
 */
export function readPreview(text: string, file: string): PreviewFile {
  const name = nameOf(file);
  const problems: string[] = [];
  const refuse = (problem: string): void => void problems.push(`${file}: ${problem}`);
  const content = parseJson(text, file);
  if (!isFields(content)) refuse(`the content is ${JSON.stringify(content)}. Use an object: { … }.`);
  const record = recordOf(isFields(content) ? content : {}, refuse);
  const long = problems.length > 0 ? undefined : whyNoEnvironment({ ...record, name });
  if (long !== undefined) refuse(long);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return { ...record, name, file };
}

/** What keeps a text from being the name of a preview, as advice; undefined where nothing does. */
export function whyNoPreviewName(name: string): string | undefined {
  return NAME.test(name) ? undefined : `Its name is '${name}'. ${PREVIEW_NAME_RULE}.`;
}

export const PREVIEW_NAME_RULE = "Use lower-case letters, digits and '-', with a letter or digit at both ends";

/** What keeps a preview from being an environment; undefined where nothing does. */
export function whyNoEnvironment(preview: Pick<PreviewFile, 'from' | 'name'>): string | undefined {
  const environment = previewEnvironment(preview);
  return environment.length <= LIMIT
    ? undefined
    : `its environment would be '${environment}', which has ${environment.length} characters, and the name of one has at most ${LIMIT}. Use a shorter name.`;
}

/** Of environments, as of labels. */
const LIMIT = 63;
const NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const KEYS = ['from', 'until', 'images'] as const satisfies readonly (keyof PreviewRecord)[];

function nameOf(file: string): string {
  const name = /^environments\/previews\/([^/]+)\.json$/.exec(file)?.[1];
  const advice = name === undefined ? `It lies in ${PREVIEWS_FOLDER}/ itself, as NAME.json.` : whyNoPreviewName(name);
  if (name !== undefined && advice === undefined) return name;
  throw new UserError(`${file}: cannot be the file of a preview. ${advice}`);
}

function recordOf(content: Fields, refuse: (problem: string) => void): PreviewRecord {
  for (const key of Object.keys(content).filter((one) => !KEYS.some((known) => known === one))) {
    const guess = didYouMean(key, KEYS);
    refuse(
      `${key} is no key of it. ${guess === undefined ? `There are: ${KEYS.join(', ')}.` : `Did you mean ${guess}?`}`,
    );
  }
  const { from, until, images } = content;
  if (typeof from !== 'string' || !NAME.test(from))
    refuse(`from is ${shown(from)}. Use the name of the environment that it is like: "staging".`);
  if (tryUntil(until) === undefined) refuse(`until is ${shown(until)}. ${UNTIL_ADVICE}`);
  return { from: String(from), until: String(until), images: readApplications(images, refuse) };
}

function readApplications(images: unknown, refuse: (problem: string) => void): PreviewRecord['images'] {
  if (!isFields(images)) {
    refuse(`images is ${shown(images)}. Use an object: { "users": { "api": { … } } }.`);
    return {};
  }
  for (const [application, pins] of Object.entries(images)) imagesIn(pins, `images.${application}`, refuse);
  return images as PreviewRecord['images'];
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'missing';
}
