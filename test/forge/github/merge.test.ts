import { expect, test } from 'vitest';
import type { PullRequest } from '../../../lib/forge/forge.ts';
import { messageOf } from '../../http/client-of.ts';
import type { FakePull, FakeSettings } from './fake/state.ts';
import { commit, withFakeGitHub, type WithFakeGitHub } from './with-fake-github.ts';

const HEAD = commit('b');
const BRANCH = 'kumiki/bump/production/users #1';

async function withPull(
  settings: Partial<FakeSettings> = {},
  fields: Partial<FakePull> = {},
): Promise<WithFakeGitHub & { readonly pull: PullRequest; readonly there: FakePull }> {
  const one = await withFakeGitHub({ settings, branches: { main: commit('a'), [BRANCH]: HEAD } });
  const there = one.fake.repository.addPull(BRANCH, 'main', fields);
  const [pull] = await one.forge.pullRequestsOf(BRANCH, 'main');
  if (pull === undefined) throw new Error('there is none');
  return { ...one, pull, there };
}

test('it is merged, and its branch is removed', async () => {
  const { fake, forge, pull, there } = await withPull();

  expect(await forge.merge(pull, HEAD)).toBeUndefined();
  expect(there.merged).toBe(true);
  expect([...fake.repository.state.branches.keys()]).toEqual(['main']);
});

test('a merge whose answer was lost is one merge', async () => {
  const { fake, forge, pull, there } = await withPull();
  fake.fail({ on: /\/merge$/, instead: 'drop-after' });
  fake.fail({ on: /^DELETE/, instead: 'drop-after' });

  expect(await forge.merge(pull, HEAD)).toBeUndefined();
  expect(there.merged).toBe(true);
  expect([...fake.repository.state.branches.keys()]).toEqual(['main']);
});

test('a branch that the host removes by itself is no error', async () => {
  const { forge, pull } = await withPull({ deleteBranchOnMerge: true });

  expect(await forge.merge(pull, HEAD)).toBeUndefined();
});

test('a branch that somebody pushed to stays', async () => {
  const { fake, forge, pull } = await withPull();
  fake.fail({ on: /^GET .*\/git\/ref\//, instead: { status: 200, body: { object: { sha: commit('c') } } } });

  expect(await forge.merge(pull, HEAD)).toBeUndefined();
  expect([...fake.repository.state.branches.keys()]).toEqual(['main', BRANCH]);
});

test.each<readonly [string, Partial<FakeSettings>, Partial<FakePull>, string]>([
  ['a check that is missing', { requiredChecks: ['ci'] }, {}, 'Required status check "ci" is expected (blocked)'],
  [
    'an approval that is missing',
    { requiredApprovals: 1 },
    {},
    'At least 1 approving review is required by reviewers with write access (blocked)',
  ],
  ['a draft', {}, { draft: true }, 'Pull Request is still a draft (draft)'],
  ['conflicts', {}, { conflicts: true }, 'Pull Request is not mergeable (dirty)'],
  ['one that is closed', {}, { state: 'closed' }, 'it is closed'],
  ['a merge queue', { mergeQueue: true }, {}, 'Changes must be made through the merge queue'],
  ['another head', {}, { head: commit('c') }, `its head is ${commit('c')}, and not ${HEAD}`],
])('%s is a reason, and no error', async (_, settings, fields, why) => {
  const { fake, forge, pull, there } = await withPull(settings, fields);

  expect(await forge.merge(pull, HEAD)).toEqual({ why });
  expect(there.merged).toBe(false);
  expect(fake.repository.state.branches.has(BRANCH)).toBe(true);
});

test('a head that moves in the last moment is a reason', async () => {
  const { fake, forge, pull } = await withPull();
  const message = 'Head branch was modified. Review and try the merge again.';
  fake.fail({ on: /\/merge$/, instead: { status: 409, body: { message } } });

  expect(await forge.merge(pull, HEAD)).toEqual({ why: 'Head branch was modified. Review and try the merge again' });
});

test.each([[['squash']], [['rebase']]] as const)(
  'a repository that allows only %s is merged so',
  async (mergeMethods) => {
    const { forge, pull, there } = await withPull({ mergeMethods });

    expect(await forge.merge(pull, HEAD)).toBeUndefined();
    expect(there.merged).toBe(true);
  },
);

test('a base that moves meanwhile, and what is still computed, are asked for again', async () => {
  const { fake, forge, pull, there, pauses } = await withPull({}, { unknownFor: 3 });
  const message = 'Base branch was modified. Review and try the merge again.';
  fake.fail({ on: /\/merge$/, instead: { status: 405, body: { message } } });

  expect(await forge.merge(pull, HEAD)).toBeUndefined();
  expect(there.merged).toBe(true);
  expect(pauses).toEqual([250, 500]);
});

test('a base that never stops to move is a reason', async () => {
  const { fake, forge, pull, pauses } = await withPull();
  const message = 'Base branch was modified. Review and try the merge again.';
  fake.fail({ on: /\/merge$/, instead: { status: 405, body: { message } }, times: 100 });

  expect(await forge.merge(pull, HEAD)).toEqual({ why: 'Base branch was modified. Review and try the merge again' });
  expect(pauses).toHaveLength(7);
});

test('a token that may not write contents is an error that names the right', async () => {
  const tokens = { github_pat_bot: { permissions: { metadata: 'read', pull_requests: 'write' } } } as const;
  const { fake, forge } = await withFakeGitHub({ tokens });
  fake.repository.addPull('bump', 'main');
  const [pull] = await forge.pullRequestsOf('bump', 'main');

  expect(pull && (await messageOf(forge.merge(pull, pull.head)))).toBe(
    'GitHub (HOST): cannot merge pull request 1: 403 Resource not accessible by personal access token. The token lacks a right, contents=write: give it that, or put another token into KUMIKI_TOKEN.',
  );
});
