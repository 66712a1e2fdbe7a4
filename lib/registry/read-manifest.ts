import { createHash } from 'node:crypto';
import { RemoteError } from '../errors.ts';
import { HttpClient, type HttpAnswer } from '../http/http-client.ts';
import { advise } from './advise.ts';
import { basicOf, secretsOf, type Credentials } from './credentials.ts';
import { fetchToken } from './fetch-token.ts';
import { parseChallenge } from './parse-challenge.ts';
import { readCredentials } from './read-credentials.ts';
import type { RegistryAddress } from './registry-address.ts';
import type { RegistryOptions } from './registry-options.ts';
import { sendRaw } from './send-raw.ts';

/** An index is preferred to one of its images: it is what a tag of several platforms names. */
const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** How a registry wants to be asked. */
interface Access {
  readonly authorization: string | undefined;
  readonly credentials: Credentials | undefined;
  readonly secrets: readonly string[];
}

const NOBODY: Access = { authorization: undefined, credentials: undefined, secrets: [] };

/**
 * The digest of the manifest or index that a tag or digest names: https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#checking-if-content-exists-in-the-registry.
 *
 * @param reference a tag or a digest
 * @returns undefined where the registry has none
 */
export async function readManifestDigest(
  address: RegistryAddress,
  reference: string,
  options: RegistryOptions,
): Promise<string | undefined> {
  const first = await head(address, reference, NOBODY, options, [401]);
  const access = first.status === 401 ? await signIn(address, first, options) : NOBODY;
  const answer = first.status === 401 ? await head(address, reference, access, options, []) : first;
  if (answer.status === 404) return undefined;
  const digest = answer.headers['docker-content-digest'];
  return digest !== undefined && answer.status !== 405
    ? checkDigest(address, reference, digest)
    : hashManifest(address, reference, access, options);
}

async function signIn(address: RegistryAddress, { headers }: HttpAnswer, options: RegistryOptions): Promise<Access> {
  const challenge = parseChallenge(headers['www-authenticate']);
  const credentials = await readCredentials(address, options);
  const secrets = secretsOf(credentials);
  if (challenge?.scheme === 'bearer') {
    const token = await fetchToken(address, challenge, credentials, options);
    return { authorization: `Bearer ${token}`, credentials, secrets: [...secrets, token] };
  }
  return {
    authorization: credentials?.kind === 'password' ? basicOf(credentials) : undefined,
    credentials,
    secrets,
  };
}

/** 404: it has none. 405: it knows no HEAD. */
function head(
  address: RegistryAddress,
  reference: string,
  { authorization, credentials, secrets }: Access,
  { env, clock }: RegistryOptions,
  accept: readonly number[],
): Promise<HttpAnswer> {
  const client = new HttpClient({
    name: address.name,
    api: address.origin,
    headers: {
      Accept: ACCEPT,
      'User-Agent': 'kumiki',
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
    secrets,
    env,
    clock,
    advise: ({ status }) => advise(address, credentials, status),
  });
  return client.send({
    method: 'HEAD',
    path: manifestPath(address, reference),
    what: `read the manifest of ${nameOf(address, reference)}`,
    accept: [404, 405, ...accept],
  });
}

/** For registries that say no digest: it is that of the bytes, which they have to know by it. */
async function hashManifest(
  address: RegistryAddress,
  reference: string,
  access: Access,
  options: RegistryOptions,
): Promise<string | undefined> {
  const where = `${address.name}: cannot read the manifest of ${nameOf(address, reference)}`;
  const answer = await sendRaw({
    method: 'GET',
    address: new URL(`${address.origin}${manifestPath(address, reference)}`),
    headers: {
      accept: ACCEPT,
      'user-agent': 'kumiki',
      ...(access.authorization === undefined ? {} : { authorization: access.authorization }),
    },
    env: options.env,
    where,
  });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200)
    throw new RemoteError(
      `${where}: ${answer.status}. ${advise(address, access.credentials, answer.status) ?? 'Run again later.'}`,
    );
  const digest = `sha256:${createHash('sha256').update(answer.text).digest('hex')}`;
  const said = answer.headers['docker-content-digest'] ?? digest;
  if (said === digest && (!isDigest(reference) || reference === digest)) return digest;
  throw new RemoteError(
    `${where}: what it gives has the digest ${digest}, and not ${isDigest(reference) ? reference : said}. Something between changes what it sends: do not use it.`,
  );
}

function checkDigest(address: RegistryAddress, reference: string, digest: string): string {
  const isWanted = !isDigest(reference) || reference === digest;
  if (isWanted && /^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
  throw new RemoteError(
    `${address.name}: says that ${nameOf(address, reference)} has the digest '${digest.slice(0, 100)}', which cannot be. Ask those who run it.`,
  );
}

function isDigest(reference: string): boolean {
  return reference.includes(':');
}

function manifestPath({ path }: RegistryAddress, reference: string): string {
  return `/v2/${path}/manifests/${reference}`;
}

function nameOf({ path }: RegistryAddress, reference: string): string {
  return `${path}${isDigest(reference) ? '@' : ':'}${reference}`;
}
