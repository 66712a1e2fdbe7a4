import { UserError } from '../errors.ts';
import type { Credentials } from './credentials.ts';
import { addressOf, type RegistryAddress } from './registry-address.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * What KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD hold, where they are for a registry: KUMIKI_REGISTRY names it, and without it
 * they are for the one at which all images are.
 *
 * @param images the repositories of all images of the command
 * @throws a UserError where one of them is missing, or nobody can tell which registry they are for
 */
export function readVariables(
  address: RegistryAddress,
  env: Variables,
  images: readonly string[],
): Credentials | undefined {
  const username = env['KUMIKI_REGISTRY_USERNAME'] ?? '';
  const password = env['KUMIKI_REGISTRY_PASSWORD'] ?? '';
  if (username === '' && password === '') return undefined;
  if (username === '' || password === '') {
    const [there, missing] = username === '' ? ['PASSWORD', 'USERNAME'] : ['USERNAME', 'PASSWORD'];
    throw new UserError(`KUMIKI_REGISTRY_${missing}: is not set, but KUMIKI_REGISTRY_${there} is. Set both, or none.`);
  }
  return isMeant(address, env['KUMIKI_REGISTRY'] ?? '', images) ? { kind: 'password', username, password } : undefined;
}

function isMeant(address: RegistryAddress, named: string, images: readonly string[]): boolean {
  if (named !== '') return registryOf(named) === address.key;
  const all = [...new Set([address, ...images.map(addressOf)].map(({ name }) => name))];
  if (all.length === 1) return true;
  throw new UserError(
    `KUMIKI_REGISTRY: is not set, and there are images at ${all.toSorted().join(' and ')}. Name there the one that KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD are for; sign in to others with docker login.`,
  );
}

/** Its key, of `ghcr.io`, `https://ghcr.io/` or `docker.io`. */
function registryOf(named: string): string {
  const host = named
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/(?:v[12]\/?)?$/, '');
  const { key, path } = addressOf(`${host}/x`);
  if (/^[\w.:[\]-]+$/.test(host) && /^(?:library\/)?x$/.test(path)) return key;
  throw new UserError(
    `KUMIKI_REGISTRY is '${host.replace(/^.*@/s, '')}'. Name the host of a registry, such as ghcr.io.`,
  );
}
