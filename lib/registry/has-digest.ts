import { readManifestDigest } from './read-manifest.ts';
import { addressOf } from './registry-address.ts';
import type { RegistryOptions } from './registry-options.ts';

/** An image by its digest. */
export interface PinnedImage {
  /** `ghcr.io/acme/users-api`, or as docker shortens it: `nginx`. */
  readonly repository: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
}

/**
 * Whether the registry has a manifest or index of this digest.
 *
 * @throws a RemoteError where it cannot be asked or refuses
 */
export async function hasDigest({ repository, digest }: PinnedImage, options: RegistryOptions): Promise<boolean> {
  return (await readManifestDigest(addressOf(repository), digest, options)) !== undefined;
}
