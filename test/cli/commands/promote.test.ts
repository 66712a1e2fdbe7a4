import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../change/manifests.ts';

const FLEET = {
  staging: '',
  'production-eu': "upstream: 'staging', minSoak: '24h',",
  'production-us': "upstream: 'staging', minSoak: '24h',",
  'production-zz': "upstream: 'staging', minSoak: '24h',",
};
const DAY = 86_400_000;
const later = (days: number) => ({ today: () => new Date(Date.now() + days * DAY) });

/** Staging runs the image of `b`. */
async function makeFleet(environments: Readonly<Record<string, string>> = FLEET): Promise<Manifests> {
  const manifests = await Manifests.make({ environments });
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging']);
  await manifests.merge('kumiki/bump/staging/users');
  return manifests;
}

test('the same digests go on once they have soaked, and not before', async () => {
  const manifests = await makeFleet();
  const promote = ['promote', 'users', '--from', 'staging', '--to', 'production-eu'];

  expect(await manifests.json(promote)).toMatchObject({
    code: 3,
    answer: { action: 'refused', notes: [expect.stringContaining('and has to for 1 d')] },
  });
  const { code, answer } = await manifests.json(promote, later(2));

  expect(code).toBe(0);
  expect(answer).toMatchObject({
    action: 'created',
    from: 'staging',
    environments: ['production-eu'],
    applications: ['users'],
    branch: 'kumiki/promote/production-eu/users',
    changes: [
      {
        environment: 'production-eu',
        application: 'users',
        name: 'api',
        to: `127.0.0.1:9/acme/users-api:b@${digest('b')}`,
      },
    ],
    files: ['dist/production-eu/users/deployment-users-api.yaml', 'environments/production-eu/images/users.json'],
  });
  expect(await manifests.json(promote, later(2))).toMatchObject({ code: 0, answer: { action: 'none' } });
});

test('a fleet goes in waves, each after the merge of the one before, from git alone', async () => {
  const manifests = await makeFleet();
  const wave = ['promote', '--all', '--from', 'staging', '--to', 'production-*', '--wave', '2'];

  const first = await manifests.json(wave, later(2));
  expect(first).toMatchObject({
    answer: { action: 'created', environments: ['production-eu', 'production-us'], wave: { number: 1, count: 2 } },
  });
  expect(await manifests.json(wave, later(2))).toMatchObject({
    answer: { action: 'none', wave: { number: 1, count: 2 } },
  });
  expect(await manifests.remote.branches()).toEqual(['kumiki/promote/production-eu+production-us/all']);

  await manifests.merge('kumiki/promote/production-eu+production-us/all');
  // What went before has to soak as well.
  expect(await manifests.json(wave, later(0.5))).toMatchObject({ code: 3, answer: { action: 'refused' } });
  expect(await manifests.json(wave, later(2))).toMatchObject({
    answer: { action: 'created', environments: ['production-zz'], wave: { number: 2, count: 2 } },
  });

  await manifests.merge('kumiki/promote/production-zz/all');
  expect(await manifests.json(wave, later(2))).toMatchObject({ code: 0, answer: { action: 'none', environments: [] } });
});

test('what is older than what the target has is superseded', async () => {
  const manifests = await Manifests.make({ environments: { staging: '', production: '' } });
  const build = (number: string) => ['--build', number, '--source', 'acme/users'];
  for (const [digit, environment, number] of [
    ['b', 'staging', '7'],
    ['c', 'production', '9'],
  ] as const) {
    await manifests.json(['bump', 'users', image(digit), '--env', environment, ...build(number)]);
    await manifests.merge(`kumiki/bump/${environment}/users`);
  }

  expect(await manifests.json(['promote', 'users', '--from', 'staging', '--to', 'production'])).toMatchObject({
    code: 3,
    answer: { action: 'superseded', notes: [expect.stringContaining('build 7 is before build 9')] },
  });
});

test('one that may not go keeps all of a unit back', async () => {
  const manifests = await makeFleet({ staging: '', production: '' });
  await manifests.remote.commit({ 'environments/production/holds/users.json': '{ "reason": "audit" }\n' });

  expect(await manifests.json(['promote', '--all', '--from', 'staging', '--to', 'production'])).toMatchObject({
    code: 3,
    answer: { action: 'refused', notes: [expect.stringContaining('users is held: audit')] },
  });
  expect(await manifests.remote.branches()).toEqual([]);
});

test.each([
  [
    "--from 'stagin' is no environment. Did you mean staging?",
    ['promote', 'users', '--from', 'stagin', '--to', 'production-eu'],
  ],
  ["--to 'x' matches nothing.", ['promote', 'users', '--from', 'staging', '--to', 'x']],
  ["--to 'staging' names staging alone.", ['promote', 'users', '--from', 'staging', '--to', 'staging']],
  ["staging: pins no image of 'user'.", ['promote', 'user', '--from', 'staging', '--to', 'production-eu']],
  ['promote: which application?', ['promote', '--from', 'staging', '--to', 'production-eu']],
  ['--all is every application', ['promote', 'users', '--all', '--from', 'staging', '--to', 'production-eu']],
  ["--wave is '0'.", ['promote', 'users', '--from', 'staging', '--to', 'production-*', '--wave', '0']],
])('a mistake is told: %s', async (words, args) => {
  const manifests = await Manifests.make({ environments: FLEET });

  const { code, err } = await manifests.run(args);

  expect(err).toContain(words);
  expect(code).toBe(1);
});
