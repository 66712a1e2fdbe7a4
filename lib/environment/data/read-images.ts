import { didYouMean } from '../../did-you-mean.ts';
import { UserError } from '../../errors.ts';
import { imageOfParts, imageParts, type Image } from '../../manifest/image-reference.ts';
import { parseJson } from './parse-json.ts';

const PIN = ['image', 'tag', 'digest', 'source'];
const SOURCE = ['repository', 'commit', 'build'];

/**
 * The pins of one application: `{ "<name>": { "image", "tag"?, "digest"?, "source"?: { "repository"?, "commit"?, "build"? } } }`.
 *
 * @param text the file's content
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file and its value
 */
export function readImages(text: string, file: string): ReadonlyMap<string, Image> {
  const problems: string[] = [];
  const images = imagesIn(parseJson(text, file), '', (problem) => problems.push(`${file}: ${problem}`));
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return images;
}

/**
 * The pins of one application in a part of a file.
 *
 * @param path of the part in its file: `images.users`; empty for the whole
 * @param refuse told of each mistake, with its path in the file and its value
 */
export function imagesIn(value: unknown, path: string, refuse: (problem: string) => void): ReadonlyMap<string, Image> {
  return new Pins(path, refuse).read(value);
}

type Bag = Readonly<Record<string, unknown>>;

class Pins {
  readonly #path: string;
  readonly #told: (problem: string) => void;

  constructor(path: string, told: (problem: string) => void) {
    this.#path = path;
    this.#told = told;
  }

  read(value: unknown): ReadonlyMap<string, Image> {
    const images = new Map<string, Image>();
    for (const [name, pin] of Object.entries(this.#bag(value, this.#path || 'the content') ?? {})) {
      const path = this.#path === '' ? name : `${this.#path}.${name}`;
      const bag = name === '' ? this.#refuse('a pin has no name. Give it one.') : this.#bag(pin, path);
      if (bag !== undefined) images.set(name, this.#pin(bag, name, path));
    }
    return images;
  }

  #pin(pin: Bag, name: string, path: string): Image {
    this.#checkKeys(pin, PIN, path);
    const repository = this.#part(pin, 'image', 'repository', path);
    const tag = this.#part(pin, 'tag', 'tag', path);
    const digest = this.#part(pin, 'digest', 'digest', path);
    if (!('image' in pin))
      this.#refuse(`${path}.image is missing. Write the repository, such as "ghcr.io/acme/${name}".`);
    if (!('tag' in pin) && !('digest' in pin))
      this.#refuse(`${path} has neither tag nor digest. Pin at least one of the two.`);
    if ('source' in pin) this.#checkSource(this.#bag(pin['source'], `${path}.source`) ?? {}, `${path}.source`);
    return imageOfParts(repository ?? '', tag, digest);
  }

  #part(pin: Bag, key: string, part: keyof typeof imageParts, path: string): string | undefined {
    if (!(key in pin)) return undefined;
    const value = pin[key];
    const wrong = typeof value === 'string' ? imageParts[part](value) : 'Use text.';
    if (wrong !== undefined) this.#refuse(`${path}.${key} is ${JSON.stringify(value)}. ${wrong}`);
    return String(value);
  }

  #checkSource(source: Bag, path: string): void {
    this.#checkKeys(source, SOURCE, path);
    for (const [key, value] of Object.entries(source)) {
      if (SOURCE.includes(key) && typeof value !== 'string')
        this.#refuse(`${path}.${key} is ${JSON.stringify(value)}. Use text.`);
    }
  }

  #checkKeys(bag: Bag, known: readonly string[], path: string): void {
    for (const key of Object.keys(bag).filter((one) => !known.includes(one))) {
      const guess = didYouMean(key, known);
      this.#refuse(
        `${path}.${key} is no key of it. ${guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${guess}?`}`,
      );
    }
  }

  #bag(value: unknown, path: string): Bag | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Bag;
    return this.#refuse(`${path} is ${JSON.stringify(value)}. Use an object: { … }.`);
  }

  #refuse(problem: string): undefined {
    this.#told(problem);
  }
}
