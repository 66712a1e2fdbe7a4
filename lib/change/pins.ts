import { UserError } from '../errors.ts';
import { readImages } from '../environment/data/read-images.ts';

/** Where an image was built from; each part is optional. */
export interface PinSource {
  /** The application's repository: `https://github.com/acme/users`, or `acme/users`. */
  readonly repository?: string | undefined;
  /** The commit that it was built from, whole. */
  readonly commit?: string | undefined;
  /** The number of the build; a later one of the same repository is higher. */
  readonly build?: string | undefined;
}

/** One entry of `environments/<env>/images/<app>.json`. */
export interface Pin {
  /** The image's repository: `ghcr.io/acme/users-api`. */
  readonly image: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
  readonly source?: PinSource | undefined;
}

/** The pins of one application in one environment, by name. */
export type Pins = Readonly<Record<string, Pin>>;

export function pinsFile(environment: string, application: string): string {
  return `environments/${environment}/images/${application}.json`;
}

/**
 * The pins in a file's text.
 *
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file and its value
 */
export function readPins(text: string, file: string): Pins {
  readImages(text, file);
  return JSON.parse(text) as Pins;
}

/** The same of a file as it once was: what was wrong in the past is no mistake of today. */
export function tryReadPins(text: string | undefined, file: string): Pins | undefined {
  if (text === undefined) return undefined;
  try {
    return readPins(text, file);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The text of a file: sorted keys, two spaces, LF. */
export function renderPins(pins: Pins): string {
  const entries = Object.entries(pins).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(entries.map(([name, pin]) => [name, inOrder(pin)])), undefined, 2)}\n`;
}

/** The image as it is rendered: `ghcr.io/acme/users-api:1.4.2@sha256:…`. */
export function imageOf({ image, tag, digest }: Pin): string {
  return `${image}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** Whether two pins are the same bytes: the same digest, or without digests the same tag. */
export function isSameImage(one: Pin, other: Pin): boolean {
  if (one.image !== other.image) return false;
  return one.digest === undefined || other.digest === undefined
    ? one.digest === other.digest && one.tag === other.tag
    : one.digest === other.digest;
}

function inOrder({ image, tag, digest, source }: Pin): Pin {
  const { repository, commit, build } = source ?? {};
  return { digest, image, source: source && { build, commit, repository }, tag };
}
