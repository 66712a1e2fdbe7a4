import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { FakeGitHub } from '../../forge/github/fake-github.ts';
import { digest, image, Manifests } from './manifests.ts';
import { onGitHub } from './on-github.ts';

const MAIL = 'dist/staging/mail/deployment-mail.yaml';

/** A change that is asked for twice, and differs the second time. */
interface Scenario {
  readonly branch: string;
  readonly first: readonly string[];
  /** @default the same */
  readonly second?: readonly string[];
  readonly before?: (manifests: Manifests) => Promise<unknown>;
  readonly between?: (manifests: Manifests) => Promise<unknown>;
  /** What the pull request has to say then. */
  readonly says: string;
}

const PROMOTE = ['promote', 'users', '--from', 'staging', '--to', 'production'];
const SOURCE = ['promote', '--source', '--from', 'staging', '--to', 'production'];
const ROLLBACK = ['rollback', 'users', '--env', 'staging'];
const BUMP = ['bump', 'users', '--env', 'staging'];

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'bump, then refresh': {
    branch: 'kumiki/bump/staging/users',
    first: [...BUMP, image('b')],
    between: async (manifests) => {
      const apps = await manifests.file('main', 'apps/apps.ts');
      // Beside the image, so that the branch cannot be merged.
      await pin(manifests, 'worker', 'e', {
        'apps/apps.ts': apps.replace('port: 8080', "port: 8080, labels: { team: 'a' }"),
      });
    },
    second: ['refresh'],
    says: digest('e'),
  },
  promote: {
    branch: 'kumiki/promote/production/users',
    before: (manifests) => pin(manifests, 'api', 'b'),
    first: PROMOTE,
    between: (manifests) => pin(manifests, 'api', 'c'),
    says: digest('c'),
  },
  'promote --source': {
    branch: 'kumiki/source/production',
    before: async ({ remote }) =>
      remote.commit({
        'environments/production/source.json': sourceOf(await remote.bare('rev-parse', 'main')),
        'README.md': 'one\n',
      }),
    first: SOURCE,
    between: ({ remote }) => remote.commit({ 'README.md': 'two\n' }, 'main', 'The second'),
    says: 'The second',
  },
  rollback: {
    branch: 'kumiki/rollback/staging/users',
    before: async (manifests) => {
      await pin(manifests, 'api', 'b');
      await pin(manifests, 'api', 'c');
    },
    first: ROLLBACK,
    second: [...ROLLBACK, '--to', 'HEAD~4'],
    says: `users-api:a@${digest('a')}`,
  },
  repair: {
    branch: 'kumiki/repair/main',
    before: (manifests) => drift(manifests, MAIL),
    first: ['repair'],
    between: (manifests) => drift(manifests, MAIL.replace('staging', 'production')),
    says: MAIL.replace('staging', 'production'),
  },
};

test.each(Object.entries(SCENARIOS))(
  '%s: what was pushed without its pull request is proposed as it is, and a pull request that kept older words gets those of its branch',
  async (_, { branch, first, second = first, before, between, says }) => {
    const manifests = await Manifests.make({ environments: { staging: '', production: '' } });
    const { fake, io } = await onGitHub(manifests);
    const { pulls } = fake.repository.state;
    const tip = () => manifests.remote.bare('rev-parse', branch);
    await before?.(manifests);

    fail(fake, /^POST .*\/pulls$/);
    expect(await manifests.json(first, io)).toMatchObject({ code: 5 });
    const pushed = await tip();
    expect(await manifests.json(first, io)).toMatchObject({ answer: { action: 'created' } });
    expect(await tip()).toBe(pushed);

    await between?.(manifests);
    fail(fake, /^PATCH .*\/pulls\/1$/);
    expect(await manifests.json(second, io)).toMatchObject({ code: 5 });
    const later = await tip();
    expect(later).not.toBe(pushed);
    expect(pulls[0]?.body).not.toContain(says);
    const { code, answer } = await manifests.json(second, io);
    expect({ code, answer: [answer].flat() }).toMatchObject({ code: 0, answer: [{ action: 'updated' }] });
    expect(await tip()).toBe(later);
    expect(pulls).toMatchObject([{ number: 1, state: 'open', body: expect.stringContaining(says) }]);

    fake.asked.length = 0;
    const { answer: last } = await manifests.json(second, io);
    expect([last].flat()).toMatchObject([{ action: 'none' }]);
    expect(fake.asked.filter((line) => /^(?!GET ).*\/repos\//.test(line))).toEqual([]);
  },
);

test.each([
  ['promote', PROMOTE, 'kumiki/promote/production/users'],
  ['promote --source', SOURCE, 'kumiki/source/production'],
])('%s with nothing to do leaves what another job is about to propose', async (_, args, branch) => {
  const manifests = await Manifests.make({ environments: { development: '', staging: '', production: '' } });
  const { fake, io } = await onGitHub(manifests);
  const source = sourceOf(await manifests.remote.bare('rev-parse', 'main'));
  await manifests.remote.commit({
    'environments/development/source.json': source,
    'environments/production/source.json': source,
  });
  await pin(manifests, 'api', 'b', { 'README.md': 'one\n' });
  fail(fake, /^POST .*\/pulls$/);
  await manifests.json(args, io);
  const pushed = await manifests.remote.bare('rev-parse', branch);

  const idle = args.map((word) => (word === 'staging' ? 'development' : word));
  expect(await manifests.json(idle, io)).toMatchObject({
    code: 0,
    answer: {
      action: 'none',
      notes: [`${branch}: another job has pushed it and is to propose it, so it is left alone.`],
    },
  });

  expect(await manifests.remote.bare('rev-parse', branch)).toBe(pushed);
});

test('whoever is overtaken right after the push opens no pull request of the other change, and neither does refresh', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  const { fake, io } = await onGitHub(manifests);
  const branch = 'kumiki/bump/staging/users';
  const bump = (digit: string, build: string) =>
    manifests.json([...BUMP, image(digit), '--build', build, '--source', 'acme/users'], io);
  fail(fake, /^POST .*\/pulls$/);
  await bump('c', '9');
  const newer = await remote.bare('rev-parse', branch);
  await remote.bare('update-ref', '-d', `refs/heads/${branch}`);
  const hook = path.join(remote.url, 'hooks/post-receive');
  writeFileSync(hook, `#!/bin/sh\nrm "$0"\ngit update-ref refs/heads/${branch} ${newer}\n`, { mode: 0o755 });

  expect(await bump('b', '8')).toMatchObject({ code: 3, answer: { action: 'superseded' } });

  expect(await manifests.json(['refresh'], io)).toMatchObject({ code: 0, answer: [] });
  expect(await remote.bare('rev-parse', branch)).toBe(newer);
  expect(fake.repository.state.pulls).toEqual([]);
});

/** One request is not answered, however often it is asked. */
function fail(fake: FakeGitHub, on: RegExp): void {
  fake.fail({ on, instead: { status: 503, body: { message: 'Unavailable' } }, times: 10 });
}

/** Staging gets another image of users by hand, and other files with it. */
async function pin(manifests: Manifests, name: string, digit: string, files: Readonly<Record<string, string>> = {}) {
  const { remote } = manifests;
  const file = 'environments/staging/images/users.json';
  const pins = JSON.parse(await manifests.file('main', file)) as Record<string, object>;
  const text = JSON.stringify({ ...pins, [name]: { ...pins[name], digest: digest(digit), tag: digit } }, undefined, 2);
  await remote.commit({ ...files, [file]: `${text}\n` });
  await manifests.synth();
  await remote.commit({}, 'main', 'Render');
}

function sourceOf(commit: string): string {
  return `{\n  "commit": "${commit}"\n}\n`;
}

async function drift(manifests: Manifests, file: string): Promise<void> {
  await manifests.remote.commit({ [file]: `${await manifests.file('main', file)}\n# by hand\n` });
}
