import { expect, test } from 'vitest';
import type { Io } from '../../../lib/cli/io.ts';
import { digest, image, Manifests } from '../change/manifests.ts';
import { onGitHub } from '../change/on-github.ts';
import type { FakeGitHubOptions } from '../../forge/github/fake-github.ts';

const BRANCH = 'kumiki/bump/production/users';

async function make(options: FakeGitHubOptions = {}, props = '') {
  const manifests = await Manifests.make({ environments: { production: props } });
  const { fake, io } = await onGitHub(manifests, options);
  const bump = (digit: string, more: readonly string[] = [], extra: Partial<Io> = {}) =>
    manifests.json(['bump', 'users', image(digit), '--env', 'production', ...more], { ...io, ...extra });
  return { manifests, fake, io, bump, pulls: fake.repository.state.pulls };
}

test('one pull request, with a summary, and made new by the next build', async () => {
  const { bump, pulls } = await make();

  expect(await bump('b')).toMatchObject({
    code: 0,
    answer: { action: 'created', pullRequest: { number: 1, url: expect.stringContaining('/pull/1') } },
  });
  expect(pulls[0]).toMatchObject({ title: 'users in production: api b', branch: BRANCH, base: 'main', state: 'open' });
  expect(pulls[0]?.body).toContain(
    `| \`production\` | \`users/api\` | \`127.0.0.1:9/acme/users-api:a@${digest('a')}\` | \`127.0.0.1:9/acme/users-api:b@${digest('b')}\` |`,
  );
  expect(pulls[0]?.body).toContain('Replaces the Pods of:\n- `Deployment users/users-api`');

  expect(await bump('c')).toMatchObject({ answer: { action: 'updated', pullRequest: { number: 1 } } });
  expect(pulls).toHaveLength(1);
  expect(pulls[0]?.title).toBe('users in production: api c');
});

test('nothing to do writes nothing to the host', async () => {
  const { bump, fake } = await make();
  await bump('b');
  fake.asked.length = 0;

  expect(await bump('b')).toMatchObject({ code: 0, answer: { action: 'none', pullRequest: { number: 1 } } });
  expect(fake.asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
});

test('an approved head is never replaced in silence: approvals fall first', async () => {
  const { bump, fake, pulls } = await make();
  await bump('b');
  const [pull] = pulls;
  if (pull !== undefined) fake.repository.review(pull, 'ada', 'APPROVED');

  expect(await bump('c')).toMatchObject({ answer: { action: 'updated' } });

  expect(pull?.reviews).toMatchObject([{ user: 'ada', state: 'DISMISSED' }]);
});

test('where approvals cannot be taken back the pull request stays as it is', async () => {
  const { bump, fake, pulls, manifests } = await make();
  await bump('b');
  const tip = await manifests.remote.bare('rev-parse', BRANCH);
  const [pull] = pulls;
  if (pull !== undefined) fake.repository.review(pull, 'ada', 'APPROVED');
  fake.fail({
    on: /dismissals/,
    instead: { status: 403, body: { message: 'Resource not accessible by personal access token' } },
    times: 9,
  });

  expect(await bump('c')).toMatchObject({
    code: 3,
    answer: {
      action: 'superseded',
      pending: true,
      notes: expect.arrayContaining([expect.stringContaining('superseded: pending. #1 is approved')]),
    },
  });
  expect(await manifests.remote.bare('rev-parse', BRANCH)).toBe(tip);
  expect(pull?.reviews).toMatchObject([{ state: 'APPROVED' }]);
});

test('one that is armed in a reviewed environment is disarmed first', async () => {
  const { bump, pulls } = await make();
  await bump('b');
  const [pull] = pulls;
  if (pull !== undefined) pull.autoMerge = true;

  expect(await bump('c')).toMatchObject({ answer: { action: 'updated' } });
  expect(pull?.autoMerge).toBe(false);
});

test('one in a merge queue stays as it is', async () => {
  const { bump, pulls } = await make();
  await bump('b');
  const [pull] = pulls;
  if (pull !== undefined) pull.queued = true;

  expect(await bump('c')).toMatchObject({ code: 3, answer: { action: 'superseded', pending: true } });
});

test('what somebody closed stays closed, and something newer is proposed', async () => {
  const { bump, fake, pulls } = await make();
  await bump('b');
  for (const pull of pulls) fake.repository.close(pull);

  expect(await bump('b')).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      notes: expect.arrayContaining([expect.stringContaining('#1: proposed the same, and somebody closed it')]),
    },
  });
  expect(await bump('b', ['--again'])).toMatchObject({ answer: { action: 'created', pullRequest: { number: 2 } } });
  for (const pull of pulls) fake.repository.close(pull);
  expect(await bump('c')).toMatchObject({ answer: { action: 'created', pullRequest: { number: 3 } } });
});

test('one that has nothing left is closed, and its branch goes', async () => {
  const { bump, pulls, manifests } = await make();
  await bump('b');
  await manifests.remote.git('fetch', '--quiet', 'origin');
  await manifests.remote.git('merge', '--quiet', '--squash', `origin/${BRANCH}`);
  await manifests.remote.commit({}, 'main', 'By hand');

  expect(await bump('b')).toMatchObject({
    code: 0,
    answer: { action: 'none', notes: expect.arrayContaining([expect.stringContaining('#1: was closed')]) },
  });
  expect(pulls).toMatchObject([{ state: 'closed', merged: false }]);
  expect(await manifests.remote.branches()).toEqual([]);
});

test('with --auto-merge it is armed, and with nothing to wait for merged', async () => {
  const waiting = await make({ settings: { requiredChecks: ['ci'] } }, "merge: 'auto',");
  expect(await waiting.bump('b', ['--auto-merge'])).toMatchObject({
    answer: { notes: expect.arrayContaining(['#1: will be merged by the host as soon as its rules allow.']) },
  });
  expect(waiting.pulls).toMatchObject([{ autoMerge: true, state: 'open' }]);

  const green = await make({}, "merge: 'auto',");
  expect(await green.bump('b', ['--auto-merge'])).toMatchObject({
    answer: { notes: expect.arrayContaining(['#1: is merged.']) },
  });
  expect(await green.manifests.file('main', 'environments/production/images/users.json')).toContain(digest('b'));
  expect(await green.manifests.remote.branches()).toEqual([]);
});

test('in a reviewed environment a person merges', async () => {
  const { bump, pulls } = await make();

  expect(await bump('b', ['--auto-merge'])).toMatchObject({
    answer: { notes: expect.arrayContaining(["#1: is merged by a person, as its environment says merge: 'review'."]) },
  });
  expect(pulls).toMatchObject([{ autoMerge: false }]);
});

test('a pull request that was not opened any more is opened by the next run', async () => {
  const { bump, fake, pulls } = await make();
  fake.fail({ on: /^POST .*\/pulls$/, instead: { status: 422, body: { message: 'Validation Failed' } }, times: 1 });
  expect(await bump('b')).toMatchObject({ code: 5 });

  expect(await bump('b')).toMatchObject({ code: 0, answer: { pullRequest: { number: 1 } } });
  expect(pulls).toHaveLength(1);
});

test('a token that is wrong is told, and nothing is left behind', async () => {
  const { bump, manifests, io } = await make();

  const { code, answer } = await bump('b', [], { env: { ...io.env, KUMIKI_TOKEN: 'github_pat_wrong' } });

  expect(code).toBe(5);
  expect(answer['error']).toContain('401 Bad credentials');
  expect(JSON.stringify(answer)).not.toContain('github_pat_wrong');
  expect(await manifests.remote.branches()).toEqual([]);
});

test('the gate waits for what the CD tool of the upstream reports', async () => {
  const manifests = await Manifests.make({
    environments: { staging: '', production: "upstream: 'staging', gates: { deployed: true }," },
  });
  const { fake, io } = await onGitHub(manifests);
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging'], io);
  await manifests.merge('kumiki/bump/staging/users');
  const tip = await manifests.remote.bare('rev-parse', 'main');
  const promote = () => manifests.json(['promote', 'users', '--from', 'staging', '--to', 'production'], io);

  expect(await promote()).toMatchObject({
    code: 3,
    answer: { notes: [expect.stringContaining('no commit status names it')] },
  });
  fake.repository.setStatus(tip, 'kustomization/staging-users/1a2b3c4d', 'failure');
  expect(await promote()).toMatchObject({ code: 3, answer: { notes: [expect.stringContaining('as not healthy')] } });
  fake.repository.setStatus(tip, 'kustomization/staging-users/1a2b3c4d', 'success');
  expect(await promote()).toMatchObject({ code: 0, answer: { action: 'created' } });
});

test('at the start of a freeze nothing stays armed', async () => {
  const freeze = "merge: 'auto', freezes: [{ from: '2027-01-01T00:00', until: '2027-01-02T00:00', reason: 'party' }],";
  const { bump, manifests, io, pulls } = await make({ settings: { requiredChecks: ['ci'] } }, freeze);
  await bump('b', ['--auto-merge']);
  expect(pulls).toMatchObject([{ autoMerge: true }]);
  const refreshAt = (day: string) => manifests.json(['refresh'], { ...io, today: () => new Date(`${day}T12:00:00Z`) });

  expect(await refreshAt('2026-12-31')).toMatchObject({ code: 0, answer: [{ notes: [] }] });
  expect(pulls).toMatchObject([{ autoMerge: true }]);
  expect(await refreshAt('2027-01-01')).toMatchObject({
    answer: [{ notes: ['#1: is no longer merged by itself, as production is frozen.'] }],
  });
  expect(pulls).toMatchObject([{ autoMerge: false, state: 'open' }]);
});
