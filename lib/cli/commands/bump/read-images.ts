import { UserError } from '../../../errors.ts';
import { refuseWordOfObjects } from '../../change/refuse-word-of-objects.ts';
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
        `${command}: '${withoutUser(word)}' is no image. Write NAME=IMAGE, such as api=ghcr.io/acme/users-api:1.5.0.`,
      );
    refuseWordOfObjects(name, command);
    if (Object.hasOwn(pins, name)) throw new UserError(`${command}: ${name} is given twice. Give one image a name.`);
    if (withoutUser(text) !== text)
      throw new UserError(
        `${command}: ${name} has a user or a password before its registry, which would be committed. Write '${withoutUser(text)}', and sign in with docker login.`,
      );
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

/** What stands before an `@` that a path comes after, which no digest has. */
function withoutUser(text: string): string {
  return text.replace(/^.*@(?=[^@]*\/)/s, '');
}
