import { expect, test } from 'vitest';
import { runKumiki } from '../run-kumiki.ts';
import { digest, ENV, image, Manifests } from '../change/manifests.ts';

const BRANCH = 'kumiki/rollback/staging/users';
const ROLLBACK = ['rollback', 'users', '--env', 'staging'];

/** The image of `b` came after that of `a`, and that of `c` after it. */
async function makeHistory(digits = 'bc'): Promise<Manifests> {
  const manifests = await Manifests.make();
  for (const digit of digits) {
    await manifests.json(['bump', 'users', image(digit), '--env', 'staging']);
    await manifests.merge('kumiki/bump/staging/users');
  }
  return manifests;
}

test('the images before come back, and a hold with them', async () => {
  const manifests = await makeHistory();

  const { code, answer } = await manifests.json([...ROLLBACK, '--reason', 'logins fail', '--by', 'Ada']);

  expect(code).toBe(0);
  expect(answer).toMatchObject({
    action: 'created',
    branch: BRANCH,
    to: { api: `127.0.0.1:9/acme/users-api:b@${digest('b')}` },
  });
  expect(await manifests.changed(BRANCH)).toEqual([
    'dist/staging/users/deployment-users-api.yaml',
    'environments/staging/holds/users.json',
    'environments/staging/images/users.json',
  ]);
  expect(JSON.parse(await manifests.file(BRANCH, 'environments/staging/holds/users.json'))).toEqual({
    by: 'Ada',
    reason: 'logins fail',
  });

  await manifests.merge(BRANCH);
  expect(await manifests.json(['bump', 'users', image('d'), '--env', 'staging'])).toMatchObject({
    code: 3,
    answer: { action: 'refused' },
  });
  expect(await manifests.json(['release', 'users', '--env', 'staging'])).toMatchObject({
    code: 0,
    answer: { action: 'released' },
  });
  await manifests.merge('kumiki/hold/staging/users');
  expect(await manifests.json(['bump', 'users', image('c'), '--env', 'staging'])).toMatchObject({
    code: 3,
    answer: { action: 'refused' },
  });
  expect(await manifests.json(['bump', 'users', image('d'), '--env', 'staging'])).toMatchObject({
    code: 0,
    answer: { action: 'created' },
  });
});

test('made twice it goes further back, and never forward', async () => {
  const manifests = await makeHistory();
  await manifests.json(ROLLBACK);
  await manifests.merge(BRANCH);

  expect(await manifests.json(ROLLBACK)).toMatchObject({
    answer: { to: { api: `127.0.0.1:9/acme/users-api:a@${digest('a')}` } },
  });
});

test('a commit of the base says what to go back to', async () => {
  const manifests = await makeHistory();
  const start = await manifests.remote.bare('rev-list', '--max-parents=0', 'main');

  expect(await manifests.json([...ROLLBACK, '--to', start])).toMatchObject({
    answer: { to: { api: `127.0.0.1:9/acme/users-api:a@${digest('a')}` } },
  });
  const { code, err } = await manifests.run([...ROLLBACK, '--to', 'deadbeef']);
  expect([code, err]).toEqual([
    1,
    expect.stringContaining("--to 'deadbeef': is no commit of the base branch. Name one of: "),
  ]);
});

test('without an earlier image there is nothing to go back to', async () => {
  const manifests = await makeHistory('');

  const { code, err } = await manifests.run(ROLLBACK);

  expect([code, err]).toEqual([1, expect.stringContaining('users has had no other images before')]);
});

test('it passes soak and upstream, and no freeze', async () => {
  const manifests = await Manifests.make({
    environments: {
      staging: '',
      production:
        "upstream: 'staging', minSoak: '24h', freezes: [{ from: '2027-01-01T00:00', until: '2027-01-02T00:00', reason: 'party' }],",
    },
  });
  await manifests.json(['bump', 'users', image('b'), '--env', 'production', '--hotfix']);
  await manifests.merge('kumiki/bump/production/users');
  const at = (day: string) => ({ today: () => new Date(`${day}T12:00:00Z`) });

  const frozen = await manifests.run(['rollback', 'users', '--env', 'production'], at('2027-01-01'));
  expect([frozen.code, frozen.err]).toEqual([
    3,
    expect.stringContaining('is frozen until 2027-01-02T00:00 (UTC): party'),
  ]);
  expect(await manifests.json(['rollback', 'users', '--env', 'production'], at('2027-01-03'))).toMatchObject({
    code: 0,
    answer: { action: 'created' },
  });
});

test('in a work tree it pins, holds and renders', async () => {
  const manifests = await makeHistory();
  const { desk } = manifests.remote;
  await manifests.remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');

  const { code, out } = await runKumiki(desk, ['--json', ...ROLLBACK], { env: ENV });

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    action: 'updated',
    files: [
      'dist/staging/users/deployment-users-api.yaml',
      'environments/staging/holds/users.json',
      'environments/staging/images/users.json',
    ],
  });
  expect(await runKumiki(desk, ['synth', '--check'])).toMatchObject({ code: 0 });
});
