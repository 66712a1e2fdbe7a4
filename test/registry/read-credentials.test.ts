import { expect, test } from 'vitest';
import { readCredentials } from '../../lib/registry/read-credentials.ts';
import { addressOf } from '../../lib/registry/registry-address.ts';
import { resolveDigest } from '../../lib/registry/resolve-digest.ts';
import { recordedClock } from '../http/recorded-clock.ts';
import { authOf, dockerFolder, writeHelper } from './docker-folder.ts';
import { startFakeRegistry } from './fake-registry.ts';

const ROBOT = { kind: 'password', username: 'robot', password: 'se:cret' };
const AUTH = { auth: authOf('robot', 'se:cret') };

test('without anything there is nothing', async () => {
  expect(await read('ghcr.io/acme/api', {})).toBeUndefined();
  expect(await readCredentials(addressOf('ghcr.io/acme/api'), { env: { HOME: '/nowhere' } })).toBeUndefined();
});

test.each([
  ['ghcr.io/acme/api', 'ghcr.io'],
  ['ghcr.io/acme/api', 'https://ghcr.io'],
  ['ghcr.io/acme/api', 'https://ghcr.io/v2/'],
  ['ghcr.io/acme/api', 'ghcr.io/acme'],
  ['nginx', 'https://index.docker.io/v1/'],
  ['acme/api', 'docker.io'],
  ['127.0.0.1:5000/api', '127.0.0.1:5000'],
])('for %s there are those of %s', async (repository, key) => {
  expect(await read(repository, { auths: { [key]: AUTH } })).toEqual(ROBOT);
});

test.each(['ghcr.io', 'ghcr.io/other', 'xghcr.io', 'ghcr.io.example.com', 'ghcr.io:443'])(
  'for gcr.io or a path that only looks alike there are none of %s',
  async (key) => {
    expect(await read('gcr.io/acme/api', { auths: { [key]: AUTH } })).toBeUndefined();
    expect(await read('ghcr.io/acmes/api', { auths: { 'ghcr.io/acme': AUTH } })).toBeUndefined();
  },
);

test('the longest path of a registry is the one', async () => {
  const auths = { 'quay.io': { auth: authOf('all', 'x') }, 'quay.io/acme': AUTH, 'quay.io/acme/other': {} };

  expect(await read('quay.io/acme/api', { auths })).toEqual(ROBOT);
});

test('variables come before the file, and both of them are needed', async () => {
  const config = { auths: { 'ghcr.io': { auth: authOf('file', 'x') } } };
  const both = { KUMIKI_REGISTRY_USERNAME: 'robot', KUMIKI_REGISTRY_PASSWORD: 'se:cret' };

  expect(await read('ghcr.io/acme/api', config, both)).toEqual(ROBOT);
  await expect(read('ghcr.io/acme/api', config, { KUMIKI_REGISTRY_PASSWORD: 'x' })).rejects.toThrow(
    'KUMIKI_REGISTRY_USERNAME: is not set, but KUMIKI_REGISTRY_PASSWORD is. Set both, or none.',
  );
  await expect(read('ghcr.io/acme/api', config, { KUMIKI_REGISTRY_USERNAME: 'x' })).rejects.toThrow(
    'KUMIKI_REGISTRY_PASSWORD: is not set, but KUMIKI_REGISTRY_USERNAME is. Set both, or none.',
  );
});

test.each([
  ['ghcr.io', 'ghcr.io/acme/api', true],
  ['https://ghcr.io/', 'ghcr.io/acme/api', true],
  ['docker.io', 'nginx', true],
  ['https://index.docker.io/v1/', 'acme/api', true],
  ['localhost:5000', 'localhost:5000/api', true],
  ['ghcr.io', 'quay.io/acme/api', false],
  ['ghcr.io', 'nginx', false],
  ['ghcr.io:443', 'ghcr.io/acme/api', false],
])('variables for KUMIKI_REGISTRY=%s are for %s: %s', async (KUMIKI_REGISTRY, repository, isFor) => {
  const env = { KUMIKI_REGISTRY, KUMIKI_REGISTRY_USERNAME: 'robot', KUMIKI_REGISTRY_PASSWORD: 'se:cret' };

  expect(await read(repository, {}, env, ['ghcr.io/acme/api', 'quay.io/acme/api'])).toEqual(isFor ? ROBOT : undefined);
});

test('variables for another registry leave this one to docker', async () => {
  const env = { KUMIKI_REGISTRY: 'ghcr.io', KUMIKI_REGISTRY_USERNAME: 'a', KUMIKI_REGISTRY_PASSWORD: 'b' };

  expect(await read('quay.io/acme/api', { auths: { 'quay.io': AUTH } }, env)).toEqual(ROBOT);
});

test('variables that name no registry serve one alone', async () => {
  const env = { KUMIKI_REGISTRY_USERNAME: 'robot', KUMIKI_REGISTRY_PASSWORD: 'se:cret' };

  expect(await read('ghcr.io/acme/api', {}, env, ['ghcr.io/acme/api', 'ghcr.io/other/web'])).toEqual(ROBOT);
  await expect(read('ghcr.io/acme/api', {}, env, ['ghcr.io/acme/api', 'nginx'])).rejects.toThrow(
    'KUMIKI_REGISTRY: is not set, and there are images at Docker Hub and ghcr.io. Name there the one that KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD are for; sign in to others with docker login.',
  );
});

test.each([
  ['registry', 'registry'],
  ['ghcr.io/acme', 'ghcr.io/acme'],
  ['https://robot:se:cret@ghcr.io', 'ghcr.io'],
])('KUMIKI_REGISTRY=%s is refused', async (KUMIKI_REGISTRY, shown) => {
  const env = { KUMIKI_REGISTRY, KUMIKI_REGISTRY_USERNAME: 'robot', KUMIKI_REGISTRY_PASSWORD: 'se:cret' };

  await expect(read('ghcr.io/acme/api', {}, env)).rejects.toThrow(
    `KUMIKI_REGISTRY is '${shown}'. Name the host of a registry, such as ghcr.io.`,
  );
});

test('a helper of the registry comes before the store of all, and both before the file', async () => {
  const folder = dockerFolder({
    credsStore: 'all',
    credHelpers: { 'ghcr.io': 'one' },
    auths: { 'ghcr.io': {}, 'quay.io': { auth: authOf('file', 'x') } },
  });
  writeHelper(folder, 'one', JSON.stringify({ ServerURL: 'KEY', Username: 'one', Secret: 'KEY' }));
  writeHelper(folder, 'all', JSON.stringify({ ServerURL: 'KEY', Username: 'all', Secret: 'KEY' }));
  const env = { DOCKER_CONFIG: folder, PATH: folder };

  expect(await readCredentials(addressOf('ghcr.io/acme/api'), { env })).toMatchObject({
    username: 'one',
    password: 'ghcr.io',
  });
  expect(await readCredentials(addressOf('nginx'), { env })).toMatchObject({
    username: 'all',
    password: 'https://index.docker.io/v1/',
  });
});

test('where a helper has nothing, the file has it', async () => {
  const folder = dockerFolder({ credsStore: 'all', auths: { 'ghcr.io': AUTH } });
  writeHelper(folder, 'all', 'credentials not found in native keychain\n', 1);

  expect(
    await readCredentials(addressOf('ghcr.io/acme/api'), { env: { DOCKER_CONFIG: folder, PATH: folder } }),
  ).toEqual(ROBOT);
});

test.each([
  [
    'none',
    undefined,
    0,
    /^docker-credential-none: cannot be run\. Install it, or take it out of docker's config\.json/,
  ],
  [
    'broken',
    'panic: s3cret',
    2,
    /^docker-credential-broken: failed for ghcr\.io \(exit code 2\)\. Run docker login ghcr\.io again\.$/,
  ],
  ['strange', 's3cret', 0, /^docker-credential-strange: wrote no JSON with Username and Secret\./],
  ['../sh', undefined, 0, /^'\.\.\/sh': is no name of a credential helper of docker\./],
])('a helper %s that fails is told, without what it wrote', async (name, answer, code, message) => {
  const folder = dockerFolder({ credsStore: name });
  if (answer !== undefined) writeHelper(folder, name, answer, code);

  await expect(
    readCredentials(addressOf('ghcr.io/acme/api'), { env: { DOCKER_CONFIG: folder, PATH: folder } }),
  ).rejects.toThrow(message);
});

test.each([
  ['{ "auths": { "ghcr.io": s3cret', /config\.json: is no JSON\. Mend it, or name another folder in DOCKER_CONFIG\.$/],
  ['[]', /config\.json: is no object\./],
  [
    { auths: { 'ghcr.io': { auth: 'c2VjcmV0' } } },
    /config\.json: an 'auth' is no user and password in base64\. Run docker login again\.$/,
  ],
])('a file that is wrong (%j) is told, without what it holds', async (config, message) => {
  await expect(read('ghcr.io/acme/api', config)).rejects.toThrow(message);
});

test.each(['file', 'helper'])('an identity token (of a %s) is changed into a token to read', async (kind) => {
  const registry = await startFakeRegistry({ asks: 'bearer', identities: ['identity-of-robot'] });
  const digest = registry.push('acme/api', '1', '{}');
  const folder = dockerFolder(
    kind === 'file'
      ? {
          auths: {
            [registry.host]: {
              auth: authOf('00000000-0000-0000-0000-000000000000', ''),
              identitytoken: 'identity-of-robot',
            },
          },
        }
      : { credHelpers: { [registry.host]: 'acr' } },
  );
  writeHelper(folder, 'acr', JSON.stringify({ Username: '<token>', Secret: 'identity-of-robot' }));
  const env = { DOCKER_CONFIG: folder, PATH: folder };

  expect(
    await resolveDigest({ repository: `${registry.host}/acme/api`, tag: '1' }, { env, clock: recordedClock() }),
  ).toBe(digest);
});

test('an identity token that is no good is told, and not shown', async () => {
  const registry = await startFakeRegistry({ asks: 'bearer' });
  const DOCKER_CONFIG = dockerFolder({ auths: { [registry.host]: { identitytoken: 's3cret' } } });

  await expect(
    resolveDigest(
      { repository: `${registry.host}/acme/api`, tag: '1' },
      { env: { DOCKER_CONFIG }, clock: recordedClock() },
    ),
  ).rejects.toThrow(
    /: cannot get a token for acme\/api: 401\. The user or password is wrong, or has no right to read it/,
  );
});

function read(
  repository: string,
  config: unknown,
  env: Readonly<Record<string, string>> = {},
  images?: readonly string[],
) {
  return readCredentials(addressOf(repository), { env: { DOCKER_CONFIG: dockerFolder(config), ...env }, images });
}
