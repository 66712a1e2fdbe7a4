import { didYouMean } from '../../did-you-mean.ts';
import { UserError } from '../../errors.ts';
import { imageOfParts, imageParts, type Image } from '../../manifest/image-reference.ts';

const PIN = ['image', 'tag', 'digest', 'source'];
const SOURCE = ['repository', 'commit', 'build'];

/**
 * The pins of one application: `{ "<name>": { "image", "tag"?, "digest"?, "source"?: { "repository"?, "commit"?, "build"? } } }`.
 *
 * @param text the file's content
 * @param file its path, for messages
 */
export function readImages(text: string, file: string): ReadonlyMap<string, Image> {
  const pins = recordOf(parse(text, file), file, '');
  return new Map(Object.entries(pins).map(([name, pin]) => [name, pinOf(recordOf(pin, file, name), file, name)]));
}

function pinOf(pin: Readonly<Record<string, unknown>>, file: string, name: string): Image {
  checkKeys(pin, PIN, file, name);
  const repository = textOf(pin, 'image', file, name);
  const tag = textOf(pin, 'tag', file, name);
  const digest = textOf(pin, 'digest', file, name);
  if (repository === undefined) throw new UserError(`${file}: ${name}.image is missing. Write the repository, such as "ghcr.io/acme/${name}".`);
  if (tag === undefined && digest === undefined) throw new UserError(`${file}: ${name} has neither tag nor digest. Pin at least one of the two.`);
  if (pin['source'] !== undefined) {
    const source = recordOf(pin['source'], file, `${name}.source`);
    checkKeys(source, SOURCE, file, `${name}.source`);
  }
  return imageOfParts(repository, tag, digest);
}

function textOf(pin: Readonly<Record<string, unknown>>, key: 'image' | 'tag' | 'digest', file: string, name: string): string | undefined {
  const value = pin[key];
  if (value === undefined) return undefined;
  const wrong = typeof value === 'string' ? imageParts[key === 'image' ? 'repository' : key](value) : 'Use text.';
  if (wrong !== undefined) throw new UserError(`${file}: ${name}.${key} is ${JSON.stringify(value)}. ${wrong}`);
  return String(value);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UserError(`${file}: is no JSON: ${(cause as Error).message}. Mend it, or take it from git.`, { cause });
  }
}

function recordOf(value: unknown, file: string, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new UserError(`${file}: ${path === '' ? 'it' : path} is ${JSON.stringify(value)}. Use an object: { … }.`);
}

function checkKeys(value: Readonly<Record<string, unknown>>, known: readonly string[], file: string, path: string): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const guess = didYouMean(key, known);
    throw new UserError(`${file}: ${path}.${key} is no key of it. ${guess ? `Did you mean ${guess}?` : `There are: ${known.join(', ')}.`}`);
  }
}
