import type { Credentials } from './credentials.ts';
import type { RegistryAddress } from './registry-address.ts';

const OTHERWISE = 'or set KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD.';

/** What to do about a refusal of a registry; undefined where its status says it as with any other host. */
export function advise(
  { key, name }: RegistryAddress,
  credentials: Credentials | undefined,
  status: number,
): string | undefined {
  const login = `docker login ${name === 'Docker Hub' ? '' : key}`.trim();
  if (status === 401 || status === 403)
    return credentials === undefined
      ? `It is not there, or not for everybody: run ${login}, ${OTHERWISE}`
      : `The user or password is wrong, or has no right to read it: run ${login} again, ${OTHERWISE}`;
  return status < 400 || status >= 500 || status === 429
    ? undefined
    : 'Compare the name of the image with that at its registry.';
}
