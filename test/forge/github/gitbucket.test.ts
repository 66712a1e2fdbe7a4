import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { commit, withFakeGitHub } from './with-fake-github.ts';

const GITBUCKET = { kind: 'gitbucket', tokens: { github_pat_bot: { scopes: ['repo'] } } } as const;
const NEW = { branch: 'bump', base: 'main', title: 'Bump', text: '' };

test('pull requests are opened, changed and closed', async () => {
  const { fake, forge } = await withFakeGitHub(GITBUCKET);
  const pull = await forge.open(NEW);
  await forge.edit(pull, { title: 'Better', text: 'more' });
  await forge.close(pull);

  expect(pull).toMatchObject({ number: 1, state: 'open', head: commit('b') });
  expect(fake.repository.state.pulls).toMatchObject([{ title: 'Better', state: 'closed' }]);
});

test('pages that name no next one are read to the end, and filtered here', async () => {
  const { fake, forge } = await withFakeGitHub(GITBUCKET);
  fake.repository.addPull('bump', 'main', { state: 'closed', merged: true });
  for (let count = 0; count < 60; count += 1) fake.repository.addPull('other', 'main');

  expect(await forge.pullRequestsOf('bump', 'main')).toMatchObject([{ number: 1, state: 'merged' }]);
  expect(await forge.openPullRequests('other', 'main')).toHaveLength(60);
});

test('without reviews nothing is approved, and nothing to take back', async () => {
  const { forge } = await withFakeGitHub(GITBUCKET);
  const pull = await forge.open(NEW);

  expect([await forge.isApproved(pull), await forge.dismissApprovals(pull, 'why')]).toEqual([false, true]);
});

test('without GraphQL auto-merge cannot be armed, and is not', async () => {
  const { forge } = await withFakeGitHub(GITBUCKET);
  const pull = await forge.open(NEW);

  expect(await forge.armAutoMerge(pull, pull.head)).toEqual({
    why: 'this host has no GraphQL API, and there is no other way to arm auto-merge',
  });
  expect([await forge.isAutoMergeArmed(pull), await forge.disarmAutoMerge(pull), await forge.isQueued(pull)]).toEqual([
    false,
    true,
    false,
  ]);
});

test('another head is not merged, although it would not look', async () => {
  const { fake, forge } = await withFakeGitHub(GITBUCKET);
  const pull = await forge.open(NEW);
  fake.setBranch('bump', commit('c'));

  expect(await forge.merge(pull, pull.head)).toEqual({ why: `its head is ${commit('c')}, and not ${commit('b')}` });
  expect(await forge.merge(pull, commit('c'))).toBeUndefined();
  expect(fake.repository.state.pulls).toMatchObject([{ merged: true }]);
});

test('statuses are read, and there are no checks', async () => {
  const { fake, forge } = await withFakeGitHub(GITBUCKET);
  fake.repository.setStatus(commit('a'), 'ci', 'success');

  expect(await forge.commitStatuses(commit('a'))).toEqual([{ context: 'ci', state: 'success' }]);
});

test('a wrong token is told', async () => {
  const { forge } = await withFakeGitHub(GITBUCKET, 'wrong');

  expect(await messageOf(forge.open(NEW))).toContain('401 Bad credentials. The token is wrong or expired');
});
