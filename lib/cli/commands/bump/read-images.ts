import { UserError } from '../../../errors.ts';
import { parseImage } from '../../../manifest/image-reference.ts';
import type { Pin, Pins, PinSource } from '../../../change/pins.ts';

/**
 * `NAME=IMAGE[:TAG][@DIGEST]…` → pins.
 *
 * @param command for messages
 */
export function readImages(words: readonly string[], source: PinSource | undefined, command: string): Pins {
  if (words.length === 0)
    throw new UserError(`${command}: which image? Name it: ${command} users api=ghcr.io/acme/users-api:1.5.0@sha256:…`);
  const pins: Record<string, Pin> = {};
  for (const word of words) {
    const [, name, text] = /^([^=\s]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || text === undefined)
      throw new UserError(
        `${command}: '${word}' is no image. Write NAME=IMAGE, such as api=ghcr.io/acme/users-api:1.5.0.`,
      );
    if (Object.hasOwn(pins, name)) throw new UserError(`${command}: ${name} is given twice. Give one image a name.`);
    const image = parseImage(text);
    if (typeof image === 'string') throw new UserError(`${command}: ${name} ${image}`);
    const { repository, tag, digest } = image;
    pins[name] = {
      image: repository,
      ...(tag === undefined ? {} : { tag }),
      ...(digest === undefined ? {} : { digest }),
      ...(source === undefined ? {} : { source }),
    };
  }
  return pins;
}
