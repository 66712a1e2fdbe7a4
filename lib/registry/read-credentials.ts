import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { RemoteError, UserError } from '../errors.ts';
import { fieldsOf, isFields, type Fields } from '../fields.ts';
import { askCredentialHelper } from './ask-credential-helper.ts';
import type { Credentials } from './credentials.ts';
import { readVariables } from './read-variables.ts';
import type { RegistryAddress } from './registry-address.ts';
import type { RegistryOptions } from './registry-options.ts';

/**
 * What to sign in to a registry with: KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD where they are for it, else what `docker login`
 * left, in the order of docker itself: a helper of this registry, the store of all, the file.
 *
 * @returns undefined where there is nothing
 * @throws a UserError where the variables or the file are wrong, a RemoteError where a helper fails
 */
export async function readCredentials(
  address: RegistryAddress,
  { env, images }: Pick<RegistryOptions, 'env' | 'images'>,
): Promise<Credentials | undefined> {
  const named = readVariables(address, env, images ?? []);
  if (named !== undefined) return named;
  const file = path.join(env['DOCKER_CONFIG'] || path.join(env['HOME'] || homedir(), '.docker'), 'config.json');
  if (!existsSync(file)) return undefined;
  const config = readConfig(file);
  const helper = find(fieldsOf(config['credHelpers']), address) ?? config['credsStore'];
  const stored =
    typeof helper === 'string' && helper !== '' ? await askCredentialHelper(helper, address.key, env) : undefined;
  return stored ?? fromFile(fieldsOf(find(fieldsOf(config['auths']), address)), file);
}

function readConfig(file: string): Fields {
  let config: unknown;
  try {
    config = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    // The words of JSON.parse would quote what it holds.
    throw new UserError(`${file}: ${why}. Mend it, or name another folder in DOCKER_CONFIG.`);
  }
  if (isFields(config)) return config;
  throw new UserError(`${file}: is no object. Mend it, or name another folder in DOCKER_CONFIG.`);
}

/** The value whose key is the registry, or the longest path in it (as podman writes them): `quay.io`, `https://quay.io/v2/`, `quay.io/acme`. */
function find(values: Fields, { key, path: repository }: RegistryAddress): unknown {
  const wanted = `${normalized(key)}/${repository}`;
  const keys = Object.keys(values)
    .filter((name) => `${wanted}/`.startsWith(`${normalized(name)}/`))
    .toSorted((a, b) => normalized(b).length - normalized(a).length);
  return keys[0] === undefined ? undefined : values[keys[0]];
}

function normalized(key: string): string {
  const name = key.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '');
  return name.replace(/^(?:registry-1\.)?docker\.io(?=\/|$)/, 'index.docker.io');
}

/** `auth` is `user:password` in base64; `identitytoken` stands beside it, with no password in it. */
function fromFile(entry: Fields, file: string): Credentials | undefined {
  const { auth, identitytoken, username, password } = entry;
  if (typeof identitytoken === 'string' && identitytoken !== '') return { kind: 'identity', token: identitytoken };
  if (typeof auth === 'string' && auth !== '') {
    const decoded = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = decoded.indexOf(':');
    if (colon < 1)
      throw new RemoteError(`${file}: an 'auth' is no user and password in base64. Run docker login again.`);
    return { kind: 'password', username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
  }
  return typeof username === 'string' && typeof password === 'string' && username !== ''
    ? { kind: 'password', username, password }
    : undefined;
}
