import { expect, test } from 'vitest';
import { GUEST_TOKEN } from './fake/people.ts';
import type { FakeSettings } from './fake/settings.ts';
import { BRANCH, commit, openOne, requestOf, withFakeGitLab } from './with-fake-gitlab.ts';

const HEAD = commit('b');

test('one that nothing forbids is merged, its branch goes, and merging it again is no error', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);

  expect(await forge.merge(opened, HEAD)).toBeUndefined();
  expect(await forge.merge(opened, HEAD)).toBeUndefined();

  expect([...fake.repository.branches.keys()]).toEqual(['main']);
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ state: 'merged', head: HEAD }]);
});

test('only the head that was meant is merged', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  fake.setBranch(BRANCH, commit('c'));

  expect(await forge.merge(opened, HEAD)).toEqual({ why: `its head is ${commit('c')}, and not ${HEAD}` });
  expect(requestOf(fake).state).toBe('opened');
});

test('a head that moves right before the merge is not merged', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  const move = (): void => {
    fake.setBranch(BRANCH, commit('c'));
    requestOf(fake).head = commit('c');
  };
  fake.onRequest = (line) => void (line.startsWith('PUT') && move());

  expect(await forge.merge(opened, HEAD)).toEqual({ why: `its head is ${commit('c')}, and not ${HEAD}` });
  expect(requestOf(fake).state).toBe('opened');
});

test('a head that only the merge does not know yet is merged a moment later', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).checking = 0;
  const body = { message: `SHA does not match HEAD of source branch: ${commit('a')}` };
  fake.fail({ on: /\/merge$/, instead: { status: 409, body } });

  expect(await forge.merge(opened, HEAD)).toBeUndefined();
});

test('a head that was pushed a moment ago is waited for', async () => {
  const { fake, settings, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  settings.lag = 4;
  fake.setBranch(BRANCH, commit('c'));

  expect(await forge.merge(opened, commit('c'))).toBeUndefined();
  expect(requestOf(fake)).toMatchObject({ state: 'merged', head: commit('c') });
});

test('one whose branch is gone is not merged', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  fake.setBranch(BRANCH, undefined);
  requestOf(fake).head = null;

  expect(await forge.merge(opened, HEAD)).toEqual({ why: 'its branch is gone' });
});

test('one that is closed is not merged', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  await forge.close(opened);

  expect(await forge.merge(opened, HEAD)).toEqual({ why: 'it is closed' });
  expect(fake.asked.filter((line) => line.endsWith('/merge'))).toEqual([]);
});

test('one that is being merged already is waited for', async () => {
  const { fake, forge, pauses } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).state = 'locked';
  fake.onRequest = () => void (pauses.length === 2 && fake.repository.merge(requestOf(fake)));

  expect(await forge.merge(opened, HEAD)).toBeUndefined();
});

test('one that never gets merged is told after a while', async () => {
  const { fake, forge, pauses } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).state = 'locked';

  expect(await forge.merge(opened, HEAD)).toEqual({ why: 'it is still looked at' });
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(15_000);
});

test.each([
  ['not_approved', 'an approval is missing'],
  ['requested_changes', 'a reviewer wants changes'],
  ['conflict', 'it has conflicts with its base'],
  ['need_rebase', 'its branch must be rebased first'],
  ['discussions_not_resolved', 'a discussion is not resolved'],
  ['ci_must_pass', 'it has no pipeline, and one must succeed'],
  ['ci_still_running', 'its pipeline still runs'],
  ['status_checks_must_pass', 'an external check must succeed'],
  ['merge_request_blocked', 'another merge request must be merged first'],
  ['blocked_status', 'another merge request must be merged first'],
  ['broken_status', 'it has conflicts with its base'],
  ['external_status_checks', 'an external check must succeed'],
  ['policies_denied', 'a security policy is against it'],
  ['something_new', 'Method Not Allowed (something_new)'],
])('%s: nothing is merged, and it says why at once', async (objection, why) => {
  const { fake, settings, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  Object.assign(requestOf(fake), { checking: 0 });
  settings.objection = objection;

  const before = fake.asked.length;
  expect(await forge.merge(opened, HEAD)).toEqual({ why });

  expect(fake.asked.slice(before)).toHaveLength(4);
  expect(requestOf(fake).state).toBe('opened');
});

test('a draft is not merged', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).title = 'Draft: Bump users';

  expect(await forge.merge(opened, HEAD)).toEqual({ why: 'it is a draft' });
});

test('a merge that fails says what GitLab says', async () => {
  const { settings, forge } = await withFakeGitLab();
  settings.mergeError = 'Something went wrong during merge pre-receive hook.';

  expect(await forge.merge(await openOne(forge), HEAD)).toEqual({
    why: 'Something went wrong during merge pre-receive hook.',
  });
});

test('what an earlier merge failed with is not what keeps it now', async () => {
  const { fake, settings, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).mergeError = 'It failed.';
  settings.objection = 'not_approved';

  expect(await forge.merge(opened, HEAD)).toEqual({ why: 'an approval is missing' });
});

test('a race with somebody else who merges is run again, but not for ever', async () => {
  const { settings, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  settings.raced = 100;
  expect(await forge.merge(opened, HEAD)).toEqual({ why: 'Branch cannot be merged (mergeable)' });

  settings.raced = 3;

  expect(await forge.merge(opened, HEAD)).toBeUndefined();
});

test('one that nobody has looked at yet is asked for first, and not waited for', async () => {
  const { settings, forge, pauses } = await withFakeGitLab();
  settings.isLazy = true;

  expect(await forge.merge(await openOne(forge), HEAD)).toBeUndefined();

  expect(pauses).toEqual([]);
});

test('one that is still looked at is asked for again', async () => {
  const { fake, forge, pauses } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).checking = 6;

  expect(await forge.merge(opened, HEAD)).toBeUndefined();

  expect(pauses).toEqual([100, 200]);
});

test('one that is looked at for too long is told', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).checking = 1000;

  expect(await forge.merge(opened, HEAD)).toEqual({ why: 'it is still looked at (checking)' });
});

test('a token that may not merge is told', async () => {
  const { forge, as } = await withFakeGitLab();

  expect(await as(GUEST_TOKEN).merge(await openOne(forge), HEAD)).toEqual({
    why: "the token may not merge into 'main'",
  });
});

test.each<readonly [string, Partial<FakeSettings>, string]>([
  ['conflicts', { objection: 'conflict' }, 'it has conflicts with its base'],
  ['a rule that it does not name', { objection: 'not_approved' }, 'Method Not Allowed (mergeable)'],
  ['a merge that fails', { mergeError: 'It failed.' }, 'It failed.'],
])('an old GitLab: %s', async (_, settings, why) => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  Object.assign(fake.repository.settings, { isOld: true, ...settings });

  expect(await forge.merge(opened, HEAD)).toEqual({ why });
});

test('an old GitLab that is still looking is asked again', async () => {
  const { fake, settings, forge, pauses } = await withFakeGitLab();
  const opened = await openOne(forge);
  settings.isOld = true;
  requestOf(fake).checking = 6;

  expect(await forge.merge(opened, HEAD)).toBeUndefined();

  expect(pauses).toEqual([100, 200]);
});

test('an old GitLab merges what nothing forbids', async () => {
  const { settings, forge } = await withFakeGitLab();
  settings.isOld = true;

  expect(await forge.merge(await openOne(forge), HEAD)).toBeUndefined();
});

test('a branch that GitLab leaves is removed', async () => {
  const { fake, settings, forge } = await withFakeGitLab();
  settings.removesBranches = false;

  expect(await forge.merge(await openOne(forge), HEAD)).toBeUndefined();

  expect([...fake.repository.branches.keys()]).toEqual(['main']);
});

test.each<readonly [string, Partial<FakeSettings>, string]>([
  ['is protected', { isProtected: true }, HEAD],
  ['has something new', {}, commit('c')],
])('a branch that %s stays, and that is no error', async (_, settings, head) => {
  const { fake, forge } = await withFakeGitLab();
  Object.assign(fake.repository.settings, { removesBranches: false, ...settings });
  const opened = await openOne(forge);
  fake.onRequest = (line) => void (line.includes('/branches/') && fake.setBranch(BRANCH, head));

  expect(await forge.merge(opened, HEAD)).toBeUndefined();

  expect(fake.repository.branches.get(BRANCH)).toBe(head);
});

test.each(['drop-before', 'drop-after'] as const)('a merge whose answer is lost (%s) is done once', async (instead) => {
  const { fake, settings, forge } = await withFakeGitLab();
  settings.removesBranches = false;
  const opened = await openOne(forge);
  fake.fail({ on: /\/merge$/, instead });
  fake.fail({ on: /^DELETE/, instead });

  expect(await forge.merge(opened, HEAD)).toBeUndefined();

  expect(requestOf(fake).state).toBe('merged');
  expect([...fake.repository.branches.keys()]).toEqual(['main']);
});
