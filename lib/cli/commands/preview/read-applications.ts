import type { Pins, PinSource } from '../../../change/pins.ts';
import { UserError } from '../../../errors.ts';
import { readImages } from '../bump/read-images.ts';

/** What a word is that is no application: the name of an image, and more. */
const IMAGE = /=/;

/**
 * `APP NAME=IMAGE… APP NAME=IMAGE…` → pins by application.
 *
 * @param command what stands before the words, for messages
 */
export function readApplications(
  words: readonly string[],
  source: PinSource | undefined,
  command: string,
): Readonly<Record<string, Pins>> {
  const groups: { readonly application: string; readonly images: string[] }[] = [];
  for (const word of words) {
    const group = groups.at(-1);
    if (!IMAGE.test(word)) groups.push({ application: word, images: [] });
    else if (group === undefined)
      throw new UserError(`${command}: '${word}' belongs to no application. Name it first: ${command} users ${word}`);
    else group.images.push(word);
  }
  const pins: Record<string, Pins> = {};
  for (const { application, images } of groups) {
    if (Object.hasOwn(pins, application))
      throw new UserError(`${command}: ${application} is named twice. Name it once, with all its images behind it.`);
    if (images.length === 0)
      throw new UserError(
        `${command}: ${application} has no image. Write NAME=IMAGE behind it, such as api=ghcr.io/acme/api:1.5.0.`,
      );
    pins[application] = readImages(images, source, command);
  }
  return pins;
}
