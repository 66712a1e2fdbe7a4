import { expect, test } from 'vitest';
import type { PullRequest } from '../../../lib/forge/forge.ts';
import { messageOf } from '../../http/client-of.ts';
import type { FakeGitHubOptions } from './fake-github.ts';
import type { FakePull, FakeSettings } from './fake/state.ts';
import { commit, withFakeGitHub, type WithFakeGitHub } from './with-fake-github.ts';

const HEAD = commit('b');

/** One that waits for a check, unless its settings say otherwise. */
async function withPull(
  settings: Partial<FakeSettings> = {},
  fields: Partial<FakePull> = {},
  options: FakeGitHubOptions = {},
): Promise<WithFakeGitHub & { readonly pull: PullRequest; readonly there: FakePull }> {
  const one = await withFakeGitHub({ settings: { requiredChecks: ['ci'], ...settings }, ...options });
  const there = one.fake.repository.addPull('bump', 'main', fields);
  const [pull] = await one.forge.pullRequestsOf('bump', 'main');
  if (pull === undefined) throw new Error('there is none');
  return { ...one, pull, there };
}

test('what waits for a check is armed, and merged by the host when it is green', async () => {
  const { fake, forge, pull, there } = await withPull();

  const armed = [
    await forge.isAutoMergeArmed(pull),
    await forge.armAutoMerge(pull, HEAD),
    await forge.isAutoMergeArmed(pull),
  ];
  fake.repository.setStatus(HEAD, 'ci', 'success');

  expect(armed).toEqual([false, 'armed', true]);
  expect(there.merged).toBe(true);
  expect(await forge.isAutoMergeArmed(pull)).toBe(false);
});

test('arming again is no error', async () => {
  const { fake, forge, pull } = await withPull();
  fake.fail({ on: /graphql/, instead: 'drop-before' });
  await forge.armAutoMerge(pull, HEAD);

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('what an earlier attempt armed is armed, whatever the second is told', async () => {
  const { fake, forge, pull } = await withPull({}, { autoMerge: true });
  const body = { data: null, errors: [{ type: 'UNPROCESSABLE', message: 'Auto-merge is already enabled.' }] };
  fake.fail({
    on: /graphql/,
    instead: { status: 200, body: { data: { repository: { pullRequest: { id: 'PR_1' } } } } },
  });
  fake.fail({ on: /graphql/, instead: { status: 200, body } });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('what is green already is ready', async () => {
  const { fake, forge, pull } = await withPull();
  fake.repository.setStatus(HEAD, 'ci', 'success');

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('ready');
});

test.each<readonly [string, Partial<FakeSettings>, Partial<FakePull>, string]>([
  [
    'a repository that does not allow it',
    { allowAutoMerge: false },
    {},
    'Auto merge is not allowed for this repository',
  ],
  ['a draft', {}, { draft: true }, 'Pull request Pull request is in draft status'],
  ['a conflict', {}, { conflicts: true }, 'Pull request Pull request is in dirty status'],
  ['one that is closed', {}, { state: 'closed' }, "Can't enable auto-merge for this pull request"],
])('%s is a reason, and no error', async (_, settings, fields, why) => {
  const { forge, pull } = await withPull(settings, fields);

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why });
});

test('checks that are not required and not green do not make it ready', async () => {
  const { fake, forge, pull } = await withPull({ requiredChecks: [] });
  fake.repository.setStatus(HEAD, 'lint', 'pending');

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'Pull request Pull request is in unstable status' });
});

test('another head than the one that was meant is not armed', async () => {
  const { fake, forge, pull, there } = await withPull();
  fake.setBranch('bump', commit('c'));

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({
    why: 'Head branch was modified. Review and try the merge again',
  });
  expect(there.autoMerge).toBe(false);
});

test('the way to merge is one that the repository allows', async () => {
  const { forge, pull } = await withPull({ mergeMethods: ['rebase', 'squash'] });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('it is disarmed, and what is not armed is so already', async () => {
  const { forge, pull, there } = await withPull({}, { autoMerge: true });

  const disarmed = [await forge.disarmAutoMerge(pull), await forge.disarmAutoMerge(pull)];

  expect([...disarmed, there.autoMerge]).toEqual([true, true, false]);
});

test('disarming whose answer was lost is done', async () => {
  const { fake, forge, pull, there } = await withPull({}, { autoMerge: true });
  fake.fail({
    on: /graphql/,
    instead: { status: 200, body: { data: { repository: { pullRequest: { id: 'PR_1' } } } } },
  });
  fake.fail({ on: /graphql/, instead: 'drop-after' });

  expect(await forge.disarmAutoMerge(pull)).toBe(true);
  expect(there.autoMerge).toBe(false);
});

test('what cannot be disarmed is told so', async () => {
  const { fake, forge, pull } = await withPull({}, { autoMerge: true });
  const body = {
    data: null,
    errors: [{ type: 'UNPROCESSABLE', message: "Can't disable auto-merge for this pull request." }],
  };
  fake.fail({
    on: /graphql/,
    instead: { status: 200, body: { data: { repository: { pullRequest: { id: 'PR_1' } } } } },
  });
  fake.fail({ on: /graphql/, instead: { status: 200, body } });

  expect(await forge.disarmAutoMerge(pull)).toBe(false);
});

test('with a merge queue, arming joins it', async () => {
  const { fake, forge, pull } = await withPull({ mergeQueue: true });
  const before = await forge.isQueued(pull);
  await forge.armAutoMerge(pull, HEAD);
  fake.repository.setStatus(HEAD, 'ci', 'success');

  expect([before, await forge.isQueued(pull)]).toEqual([false, true]);
});

test('an Enterprise Server has its GraphQL beside its REST API, and an old one no merge queue', async () => {
  const { fake, forge, pull } = await withPull({}, {}, { kind: 'enterprise', without: ['isInMergeQueue'] });

  expect([await forge.armAutoMerge(pull, HEAD), await forge.isQueued(pull)]).toEqual(['armed', false]);
  expect(fake.asked.filter((line) => line.includes('graphql'))).toEqual([
    'POST /api/graphql',
    'POST /api/graphql',
    'POST /api/graphql',
  ]);
});

test('a limit of GraphQL comes with status 200, and is waited for', async () => {
  const { fake, forge, pull, pauses } = await withPull();
  fake.fail({
    on: /graphql/,
    instead: {
      status: 200,
      body: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }] },
      headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(Date.parse('2026-01-01T12:00:45Z') / 1000) },
    },
  });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
  expect(pauses).toEqual([45_000]);
});

test('a pull request that GraphQL does not see is told', async () => {
  const { fake, forge, pull } = await withPull();
  fake.repository.state.pulls.length = 0;

  expect(await messageOf(forge.armAutoMerge(pull, HEAD))).toBe(
    'GitHub (HOST): cannot arm auto-merge of pull request 1: Could not resolve to a PullRequest with the number of 1. Compare the name of the repository, and the rights of the token.',
  );
});

test('a token without the right to write is a reason', async () => {
  const { forge, pull } = await withPull(
    {},
    {},
    {
      tokens: { github_pat_bot: { permissions: { metadata: 'read', pull_requests: 'read' } } },
    },
  );

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'Resource not accessible by personal access token' });
});
