import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import type { FakeSettings } from './fake/repository.ts';
import { BRANCH, commit, openOne, withFakeBitbucket } from './with-fake-bitbucket.ts';

test('one that nothing forbids is merged, its branch goes, and merging it again is no error', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);

  expect(await forge.merge(opened, commit('b'))).toBeUndefined();
  expect(await forge.merge(opened, commit('b'))).toBeUndefined();

  expect([...fake.repository.branches.keys()]).toEqual(['main']);
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ state: 'merged', head: commit('b') }]);
});

test('only the head that was meant is merged', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  fake.setBranch(BRANCH, commit('c'));

  expect(await forge.merge(opened, commit('b'))).toEqual({
    why: `its head is cccccccccccc, and not ${commit('b')}`,
  });
  expect(fake.repository.pulls).toMatchObject([{ state: 'OPEN' }]);
});

test('one that is declined is not merged', async () => {
  const { forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  await forge.close(opened);

  expect(await forge.merge(opened, opened.head)).toEqual({ why: 'it is closed' });
});

test.each<readonly [string, Partial<FakeSettings>, string]>([
  [
    'merge checks',
    { unmet: ['At least 1 approval', 'Passing builds'] },
    '2 failed merge check: merge_checks At least 1 approval, merge_checks Passing builds',
  ],
  ['conflicts', { hasConflicts: true }, 'Conflicts during merge'],
  [
    'a restriction of the branch',
    { restrictsMerges: true },
    "You don't have permission to merge pull requests into this branch",
  ],
  ['a merge that fails later', { mergeTakes: 3, mergeFails: 'Conflicts during merge.' }, 'Conflicts during merge'],
])('%s: nothing is merged, and it says why', async (_, settings, why) => {
  const { fake, forge } = await withFakeBitbucket();
  Object.assign(fake.repository.settings, settings);
  const opened = await openOne(forge);

  expect(await forge.merge(opened, opened.head)).toEqual({ why });
  expect(fake.repository.pulls).toMatchObject([{ state: 'OPEN' }]);
});

test('a race with somebody else who merges is run again, but not for ever', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  fake.repository.settings.raced = 100;
  expect(await forge.merge(opened, opened.head)).toEqual({
    why: 'The destination branch was updated during the merge',
  });

  fake.repository.settings.raced = 3;

  expect(await forge.merge(opened, opened.head)).toBeUndefined();
});

test.each([
  ['a task', true],
  ['a timeout', false],
])('a merge that takes long, as %s, is waited for', async (_, hasTasks) => {
  const { fake, forge, pauses } = await withFakeBitbucket();
  Object.assign(fake.repository.settings, { mergeTakes: 4, hasTasks });
  const opened = await openOne(forge);

  expect(await forge.merge(opened, opened.head)).toBeUndefined();

  expect(pauses).toEqual([500, 1000, 2000]);
  expect([...fake.repository.branches.keys()]).toEqual(['main']);
});

test.each([
  ['a task', true],
  ['a timeout', false],
])('a merge that never ends, as %s, is waited for a minute', async (_, hasTasks) => {
  const { fake, forge, pauses } = await withFakeBitbucket();
  Object.assign(fake.repository.settings, { mergeTakes: 1000, hasTasks });
  const opened = await openOne(forge);

  expect(await forge.merge(opened, opened.head)).toEqual({ why: 'the host still merges it: look at it again later' });

  expect(pauses.slice(-20).reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(60_000);
});

test('a task that is forgotten leaves the pull request to be looked at', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.repository.settings.mergeTakes = 2;
  const opened = await openOne(forge);
  fake.fail({ on: /task-status/, instead: { status: 404, body: { type: 'error', error: { message: 'Gone' } } } });

  expect(await forge.merge(opened, opened.head)).toBeUndefined();
});

test('a task is asked for at the API itself, whatever host it is said to be on', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  fake.repository.settings.mergeTakes = 1;
  fake.fail({
    on: /^POST .*\/merge$/,
    instead: { status: 202, headers: { location: 'https://elsewhere.example.com/x/merge/task-status/b2f6-11' } },
  });

  expect(await forge.merge(opened, opened.head)).toBeUndefined();
  expect(fake.asked).toContain('GET /repositories/acme/manifests/pullrequests/1/merge/task-status/b2f6-11');
});

test.each(['drop-before', 'drop-after'] as const)(
  'a connection that breaks off (%s) merges it once',
  async (instead) => {
    const { fake, forge } = await withFakeBitbucket();
    const opened = await openOne(forge);
    fake.fail({ on: /^POST .*\/merge$/, instead });

    expect(await forge.merge(opened, opened.head)).toBeUndefined();
    expect(fake.repository.pulls).toMatchObject([{ state: 'MERGED' }]);
  },
);

test.each<readonly [string, Partial<FakeSettings>]>([
  ['the default of the branch', { strategies: ['squash', 'fast_forward'], defaultStrategy: 'fast_forward' }],
  ['the first that the branch allows', { strategies: ['squash'], defaultStrategy: undefined }],
])('it is merged by %s', async (_, settings) => {
  const { fake, forge } = await withFakeBitbucket();
  Object.assign(fake.repository.settings, settings);
  const opened = await openOne(forge);

  expect(await forge.merge(opened, opened.head)).toBeUndefined();
});

test('what somebody else merged and left its branch loses it, unless something was pushed there since', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  for (const pull of fake.repository.pulls) fake.repository.merge(pull, false);

  fake.setBranch(BRANCH, commit('c'));
  expect(await forge.merge(opened, opened.head)).toBeUndefined();
  expect(fake.repository.branches.get(BRANCH)).toBe(commit('c'));
  fake.setBranch(BRANCH, commit('b'));
  expect(await forge.merge(opened, opened.head)).toBeUndefined();

  expect([...fake.repository.branches.keys()]).toEqual(['main']);
});

test('a token that may not write does not merge, and says which scope it lacks', async () => {
  const { forge, as } = await withFakeBitbucket();
  const opened = await openOne(forge);

  expect(await messageOf(as('ATCTT-reader').merge(opened, opened.head))).toBe(
    'Bitbucket (HOST): cannot merge pull request 1: 403 Your credentials lack one or more required privilege scopes.: required pullrequest:write, granted repository, granted pullrequest. The token lacks a scope, pullrequest:write (it has repository, pullrequest): make one that has repository:write and pullrequest:write, and put it into KUMIKI_TOKEN.',
  );
});

test('nothing is merged by the host itself, and only its pages put anything into a queue', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);

  expect(await forge.armAutoMerge(opened, opened.head)).toEqual({
    why: 'the API of Bitbucket has no auto-merge: merge it on its page, or run this again when its checks are green',
  });
  expect(await forge.isAutoMergeArmed(opened)).toBe(false);
  expect(await forge.disarmAutoMerge(opened)).toBe(true);
  expect(await forge.isQueued(opened)).toBe(false);
  for (const pull of fake.repository.pulls) pull.isQueued = true;
  expect(await forge.isQueued(opened)).toBe(true);
});

test('one that joins the merge queue of its base is not merged yet, and keeps its branch', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  fake.repository.settings.hasQueue = true;

  expect(await forge.merge(opened, opened.head)).toEqual({
    why: 'it stands in the merge queue of its base, which merges it',
  });
  expect([...fake.repository.branches.keys()]).toContain(BRANCH);
});

test('what has only green checks is ready to be merged now', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  const report = (key: string, state: string) =>
    fake.repository.statuses.push({ commit: opened.head, key, name: null, state, updated: 1 });

  report('ci/test', 'SUCCESSFUL');
  expect(await forge.armAutoMerge(opened, opened.head)).toBe('ready');
  report('ci/lint', 'INPROGRESS');
  expect(await forge.armAutoMerge(opened, opened.head)).toMatchObject({ why: expect.any(String) });
});
