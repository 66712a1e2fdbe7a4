import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { RemoteError, UserError } from '../../../lib/errors.ts';
import type { Clock } from '../../../lib/http/clock.ts';
import { hasDigest } from '../../../lib/registry/has-digest.ts';
import { resolveDigest } from '../../../lib/registry/resolve-digest.ts';
import { RunFolder } from '../../servers/run-folder.ts';
import { startRegistry, type Registry, type StartRegistryOptions } from '../../servers/start-registry.ts';

/** No answer of these servers is worth a second question. */
const CLOCK: Clock = { now: Date.now, random: Math.random, sleep: () => Promise.resolve() };
const USERS = {
  ci: { password: 'secret-of-ci', rights: ['pull', 'push'] },
  bot: { password: 'secret-of-bot', rights: ['pull'] },
} as const;

type Auth = NonNullable<StartRegistryOptions['auth']>;

let run: RunFolder | undefined;
const started = new Map<Auth, Registry>();

beforeAll(async () => {
  run = new RunFolder();
  try {
    for (const auth of ['none', 'basic', 'token'] as const)
      started.set(auth, await startRegistry(run, { auth, users: USERS }));
  } catch (error) {
    await run.stop();
    throw error;
  }
});
beforeEach(() => {
  onTestFailed(() => void process.stderr.write(run?.errors() ?? ''));
});
afterAll(() => run?.stop());

test.each(['none', 'basic', 'token'] as const)(
  'the digest of a tag, of an image and of an index, is that of what was pushed (%s)',
  async (auth) => {
    const registry = registryWith(auth);
    const as = auth === 'none' ? undefined : 'ci';
    const options = optionsOf(registry, auth === 'none' ? undefined : 'bot');
    const repository = `${registry.host}/acme/users-api`;

    const image = await registry.push('acme/users-api:1.4.2', { as });
    const index = await registry.push('acme/users-api:1.5.0', { as, platforms: ['linux/amd64', 'linux/arm64'] });

    expect(await resolveDigest({ repository, tag: '1.4.2' }, options)).toBe(image);
    expect(await resolveDigest({ repository, tag: '1.5.0' }, options)).toBe(index);
    expect(await hasDigest({ repository, digest: index }, options)).toBe(true);
    expect(await hasDigest({ repository, digest: `sha256:${'0'.repeat(64)}` }, options)).toBe(false);
  },
);

test('a tag that was moved has its new digest', async () => {
  const registry = registryWith('none');
  const old = await registry.push('acme/moved:main');
  const digest = await registry.push('acme/moved:main');

  const repository = `${registry.host}/acme/moved`;

  expect(digest).not.toBe(old);
  expect(await resolveDigest({ repository, tag: 'main' }, optionsOf(registry))).toBe(digest);
  expect(await hasDigest({ repository, digest: old }, optionsOf(registry))).toBe(true);
});

test.each(['none', 'basic', 'token'] as const)('what is not there is a mistake (%s)', async (auth) => {
  const registry = registryWith(auth);
  const options = optionsOf(registry, auth === 'none' ? undefined : 'bot');

  const asking = resolveDigest({ repository: `${registry.host}/acme/nothing`, tag: '1' }, options);

  await expect(asking).rejects.toThrow(UserError);
  await expect(asking).rejects.not.toThrow(RemoteError);
  await expect(asking).rejects.toThrow('/acme/nothing:1: 127.0.0.1:');
});

test.each(['basic', 'token'] as const)('nobody, and a wrong password, may read nothing (%s)', async (auth) => {
  const registry = registryWith(auth);
  const image = { repository: `${registry.host}/acme/users-api`, tag: '1.4.2' };
  const wrong = { KUMIKI_REGISTRY_USERNAME: 'bot', KUMIKI_REGISTRY_PASSWORD: 'wrong-secret' };

  await expect(resolveDigest(image, optionsOf(registry))).rejects.toThrow(
    /401\. It is not there, or not for everybody: run docker login 127\.0\.0\.1:\d+, or set KUMIKI_REGISTRY_USERNAME/,
  );
  await expect(resolveDigest(image, { env: wrong, clock: CLOCK })).rejects.toThrow(
    /401.*\. The user or password is wrong, or has no right to read it/,
  );
});

test('a bot that may only read cannot push', async () => {
  await expect(registryWith('token').push('acme/users-api:9', { as: 'bot' })).rejects.toThrow(/UNAUTHORIZED|DENIED/);
});

function registryWith(auth: Auth): Registry {
  const registry = started.get(auth);
  if (registry === undefined) throw new Error('a registry runs only while a test does');
  return registry;
}

/** @param user who has signed in by docker login; nobody by default, and nothing of the person who runs the tests */
function optionsOf(registry: Registry, user?: string) {
  return {
    env: user === undefined ? { HOME: '/nowhere' } : { DOCKER_CONFIG: registry.dockerFolder(user) },
    clock: CLOCK,
  };
}
