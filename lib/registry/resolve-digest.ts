import { UserError } from '../errors.ts';
import { readManifestDigest } from './read-manifest.ts';
import { addressOf } from './registry-address.ts';
import type { RegistryOptions } from './registry-options.ts';

/** An image by its tag. */
export interface TaggedImage {
  /** `ghcr.io/acme/users-api`, or as docker shortens it: `nginx`. */
  readonly repository: string;
  readonly tag: string;
}

/**
 * The digest of the manifest or index that a tag names at its registry now. Credentials are those of `docker login`, or of
 * KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD for the one registry that KUMIKI_REGISTRY names; only one that asks for some is given
 * them.
 *
 * @throws a UserError where the registry has no such tag, a RemoteError where it cannot be asked or refuses
 */
export async function resolveDigest({ repository, tag }: TaggedImage, options: RegistryOptions): Promise<string> {
  const address = addressOf(repository);
  const digest = await readManifestDigest(address, tag, options);
  if (digest !== undefined) return digest;
  throw new UserError(
    `${repository}:${tag}: ${address.name} has no such image. Push it first, or compare its name and tag.`,
  );
}
