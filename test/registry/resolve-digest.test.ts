import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { RemoteError, UserError } from '../../lib/errors.ts';
import { hasDigest } from '../../lib/registry/has-digest.ts';
import { resolveDigest } from '../../lib/registry/resolve-digest.ts';
import { messageOf } from '../http/client-of.ts';
import { recordedClock } from '../http/recorded-clock.ts';
import { listen } from '../http/serve.ts';
import { dockerFolder } from './docker-folder.ts';
import { startFakeRegistry, type FakeRegistry } from './fake-registry.ts';

const MANIFEST = '{\n  "schemaVersion": 2, "annotations": { "title": "ü" }\n}';
const SIGNED_IN = { KUMIKI_REGISTRY_USERNAME: 'robot', KUMIKI_REGISTRY_PASSWORD: 'secret-of-robot' };

type Variables = Readonly<Record<string, string>>;

test('a tag has a digest, and a registry that asks for nothing is told nothing', async () => {
  const registry = await startFakeRegistry();
  const digest = registry.push('acme/users-api', '1.4.2', MANIFEST);

  expect(await resolve(registry, '1.4.2', SIGNED_IN)).toBe(digest);

  expect(registry.asked).toEqual(['HEAD /v2/acme/users-api/manifests/1.4.2']);
});

test('a digest is there, or is not', async () => {
  const registry = await startFakeRegistry();
  const digest = registry.push('acme/users-api', '1.4.2', MANIFEST);

  expect(await has(registry, digest)).toBe(true);
  expect(await has(registry, `sha256:${'0'.repeat(64)}`)).toBe(false);
});

test('a tag that is not there is a mistake', async () => {
  const registry = await startFakeRegistry();

  const asking = resolve(registry, '9');

  await expect(asking).rejects.toThrow(UserError);
  await expect(asking).rejects.not.toThrow(RemoteError);
  expect(await messageOf(asking)).toBe(
    'HOST/acme/users-api:9: HOST has no such image. Push it first, or compare its name and tag.',
  );
});

test.each(['basic', 'bearer'] as const)(
  'a registry that asks for credentials (%s) is given those of variables',
  async (asks) => {
    const registry = await startFakeRegistry({ asks });
    const digest = registry.push('acme/users-api', '1.4.2', MANIFEST);

    expect(await resolve(registry, '1.4.2', SIGNED_IN)).toBe(digest);

    expect(registry.asked).toEqual(
      asks === 'basic'
        ? ['HEAD /v2/acme/users-api/manifests/1.4.2', 'HEAD /v2/acme/users-api/manifests/1.4.2 as robot']
        : [
            'HEAD /v2/acme/users-api/manifests/1.4.2',
            'GET /token as robot',
            'HEAD /v2/acme/users-api/manifests/1.4.2 with a token',
          ],
    );
  },
);

test('what everybody may read takes a token, and no user', async () => {
  const registry = await startFakeRegistry({ asks: 'bearer', isPublic: true });
  const digest = registry.push('acme/users-api', '1.4.2', MANIFEST);

  expect(await resolve(registry, '1.4.2')).toBe(digest);
  expect(registry.asked).toContain('GET /token');
});

test.each(['basic', 'bearer'] as const)('without credentials (%s) it says how to give some', async (asks) => {
  const registry = await startFakeRegistry({ asks });

  const asking = resolve(registry, '1.4.2');

  await expect(asking).rejects.toThrow(RemoteError);
  expect(await messageOf(asking)).toBe(
    'HOST: cannot read the manifest of acme/users-api:1.4.2: 401. It is not there, or not for everybody: run docker login HOST, or set KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD.',
  );
});

test.each(['basic', 'bearer'] as const)('a wrong password (%s) is told, and not shown', async (asks) => {
  const registry = await startFakeRegistry({ asks });

  const message = await messageOf(
    resolve(registry, '1.4.2', { ...SIGNED_IN, KUMIKI_REGISTRY_PASSWORD: 'wrong-secret' }),
  );

  expect(message).toMatch(
    /: 401.*\. The user or password is wrong, or has no right to read it: run docker login HOST again, or set KUMIKI_REGISTRY_USERNAME and KUMIKI_REGISTRY_PASSWORD\.$/,
  );
  expect(message).not.toContain('wrong-secret');
});

test('nobody is sent credentials by http but a registry of this machine', async () => {
  const registry = await startFakeRegistry({ asks: 'bearer', realm: 'http://auth.example.com/token' });

  expect(await messageOf(resolve(registry, '1.4.2', SIGNED_IN))).toBe(
    "HOST: sends to 'http://auth.example.com/token' for a token, which is no address by https. No credentials were sent there: ask those who run the registry.",
  );
});

test.each([
  { digests: 'GET' as const },
  { digests: 'none' as const },
  { head: false },
  { head: false, digests: 'none' as const },
])('where HEAD says no digest (%j) it is that of the bytes', async (options) => {
  const registry = await startFakeRegistry({ asks: 'bearer', ...options });
  const digest = registry.push('acme/users-api', '1.4.2', MANIFEST);

  expect(await resolve(registry, '1.4.2', SIGNED_IN)).toBe(digest);
  expect(await has(registry, digest, SIGNED_IN)).toBe(true);
  expect(await has(registry, `sha256:${'0'.repeat(64)}`, SIGNED_IN)).toBe(false);
});

test('bytes that are not those of the digest are refused', async () => {
  const lie = `sha256:${'1'.repeat(64)}`;
  const registry = await startFakeRegistry({ digests: 'GET', lie });
  const digest = registry.push('acme/users-api', '1.4.2', MANIFEST);

  expect(await messageOf(resolve(registry, '1.4.2'))).toBe(
    `HOST: cannot read the manifest of acme/users-api:1.4.2: what it gives has the digest ${digest}, and not ${lie}. Something between changes what it sends: do not use it.`,
  );
});

test('a digest that is none, or another than was asked for, is refused', async () => {
  const registry = await startFakeRegistry({ lie: 'sha512:abc' });
  const digest = registry.push('acme/users-api', '1.4.2', MANIFEST);

  expect(await messageOf(resolve(registry, '1.4.2'))).toBe(
    "HOST: says that acme/users-api:1.4.2 has the digest 'sha512:abc', which cannot be. Ask those who run it.",
  );
  expect(await messageOf(has(registry, digest))).toContain(`acme/users-api@${digest} has the digest 'sha512:abc'`);
});

test('a registry that cannot be reached is a failure of a remote', async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolved) => server.close(resolved));

  const asking = resolve({ host: `127.0.0.1:${port}` }, '1.4.2');

  await expect(asking).rejects.toThrow(RemoteError);
  expect(await messageOf(asking)).toMatch(
    /^HOST: cannot read the manifest of acme\/users-api:1\.4\.2: it cannot be reached/,
  );
});

/** Nothing of the person who runs the tests. */
function optionsOf(env: Variables) {
  return { env: { DOCKER_CONFIG: dockerFolder({}), ...env }, clock: recordedClock() };
}

function resolve({ host }: Pick<FakeRegistry, 'host'>, tag: string, env: Variables = {}): Promise<string> {
  return resolveDigest({ repository: `${host}/acme/users-api`, tag }, optionsOf(env));
}

function has({ host }: FakeRegistry, digest: string, env: Variables = {}): Promise<boolean> {
  return hasDigest({ repository: `${host}/acme/users-api`, digest }, optionsOf(env));
}
