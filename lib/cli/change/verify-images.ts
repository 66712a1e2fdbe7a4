import { imageOf, type Pin, type Pins } from '../../change/pins.ts';
import { RemoteError, UserError } from '../../errors.ts';
import { hasDigest } from '../../registry/has-digest.ts';
import type { RegistryOptions } from '../../registry/registry-options.ts';
import { resolveDigest } from '../../registry/resolve-digest.ts';

/** Pins with a digest each: a tag without one is resolved at its registry. */
export async function resolveImages(pins: Pins, options: RegistryOptions): Promise<Pins> {
  const known = { images: repositoriesOf(pins), ...options };
  const entries = await Promise.all(
    Object.entries(pins).map(async ([name, pin]) => [name, await resolve(pin, known)] as const),
  );
  return Object.fromEntries(entries);
}

/**
 * Whether the registries have what is to be pinned.
 *
 * @returns notes of those that could not be asked
 * @throws a UserError where a registry says that it has no such digest
 */
export async function checkImages(pins: Pins, options: RegistryOptions): Promise<readonly string[]> {
  const known = { images: repositoriesOf(pins), ...options };
  const notes = await Promise.all(Object.values(pins).map((pin) => check(pin, known)));
  return notes.flatMap((note) => note ?? []);
}

/** Where the images of pins lie, without tag and digest. */
export function repositoriesOf(pins: Pins): readonly string[] {
  return Object.values(pins).map(({ image }) => image);
}

async function resolve(pin: Pin, options: RegistryOptions): Promise<Pin> {
  const { image, tag, digest } = pin;
  if (digest !== undefined || tag === undefined) return pin;
  return { ...pin, digest: await resolveDigest({ repository: image, tag }, options) };
}

async function check(pin: Pin, options: RegistryOptions): Promise<string | undefined> {
  const { image, digest } = pin;
  if (digest === undefined) return undefined;
  const has = await hasDigest({ repository: image, digest }, options).catch((error: unknown) => {
    if (error instanceof RemoteError) return undefined;
    throw error;
  });
  if (has === true) return undefined;
  if (has === false)
    throw new UserError(`${imageOf(pin)}: its registry has no such digest. Push the image first, or mend the digest.`);
  return `${imageOf(pin)}: its registry could not be asked whether it has this digest.`;
}
