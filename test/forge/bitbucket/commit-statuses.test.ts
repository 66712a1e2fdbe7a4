import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { commit, withFakeBitbucket } from './with-fake-bitbucket.ts';

test('each state of Bitbucket is one of ours, over more than one page', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const states = ['SUCCESSFUL', 'INPROGRESS', 'FAILED', 'STOPPED', 'SUCCESSFUL', 'FAILED'];
  for (const [index, state] of states.entries())
    fake.repository.statuses.push({ commit: commit('b'), key: `ci/${index}`, name: null, state, updated: index });
  fake.repository.statuses.push({ commit: commit('a'), key: 'other', name: null, state: 'FAILED', updated: 0 });

  expect(await forge.commitStatuses(commit('b'))).toEqual([
    { context: 'ci/0', state: 'success' },
    { context: 'ci/1', state: 'pending' },
    { context: 'ci/2', state: 'failure' },
    { context: 'ci/3', state: 'failure' },
    { context: 'ci/4', state: 'success' },
    { context: 'ci/5', state: 'failure' },
  ]);
});

test('the key and the name are contexts, and the newest of a name counts', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const of = { commit: commit('b'), name: 'kustomization/users' };
  fake.repository.statuses.push(
    { ...of, key: '8a3f', state: 'SUCCESSFUL', updated: 20 },
    { ...of, key: '1b2c', state: 'FAILED', updated: 10 },
    { ...of, key: 'ci', name: 'ci', state: 'INPROGRESS', updated: 0 },
  );

  expect(await forge.commitStatuses(commit('b'))).toEqual([
    { context: 'ci', state: 'pending' },
    { context: '1b2c', state: 'failure' },
    { context: 'kustomization/users', state: 'success' },
    { context: '8a3f', state: 'success' },
  ]);
});

test('a commit without any has none', async () => {
  const { forge } = await withFakeBitbucket();

  expect(await forge.commitStatuses(commit('b'))).toEqual([]);
});

test('an answer that is no list says so', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.fail({ instead: { status: 200, body: { type: 'paginated' } } });

  expect(await messageOf(forge.commitStatuses(commit('b')))).toBe(
    `Bitbucket (HOST): cannot read the statuses of commit ${commit('b')}: the answer is no list. Compare --api with the address of its API.`,
  );
});
