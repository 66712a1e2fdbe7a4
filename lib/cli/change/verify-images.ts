import { imageOf, type Pin, type Pins } from '../../change/pins.ts';
import { RemoteError, UserError } from '../../errors.ts';
import { hasDigest } from '../../registry/has-digest.ts';
import { resolveDigest } from '../../registry/resolve-digest.ts';
import type { Clock } from '../../http/clock.ts';

export interface VerifyOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** Pins with a digest each: a tag without one is resolved at its registry. */
export async function resolveImages(pins: Pins, options: VerifyOptions): Promise<Pins> {
  const entries = await Promise.all(
    Object.entries(pins).map(async ([name, pin]) => [name, await resolve(pin, options)] as const),
  );
  return Object.fromEntries(entries);
}

/**
 * Whether the registries have what is to be pinned.
 *
 * @returns notes of those that could not be asked
 * @throws a UserError where a registry says that it has no such digest
 */
export async function checkImages(pins: Pins, options: VerifyOptions): Promise<readonly string[]> {
  const notes = await Promise.all(Object.values(pins).map((pin) => check(pin, options)));
  return notes.flatMap((note) => note ?? []);
}

async function resolve(pin: Pin, options: VerifyOptions): Promise<Pin> {
  const { image, tag, digest } = pin;
  if (digest !== undefined || tag === undefined) return pin;
  return { ...pin, digest: await resolveDigest({ repository: image, tag }, options) };
}

async function check(pin: Pin, options: VerifyOptions): Promise<string | undefined> {
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
