import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import type { FakeStatus } from './fake/repository.ts';
import { commit, withFakeGitLab, type WithFakeGitLab } from './with-fake-gitlab.ts';

function report({ fake }: WithFakeGitLab, name: string, status: string, more: Partial<FakeStatus> = {}): void {
  const { statuses } = fake.repository;
  statuses.push({ id: statuses.length + 1, commit: commit('b'), name, status, allow_failure: false, ...more });
}

test('each status of GitLab is one of three', async () => {
  const world = await withFakeGitLab();
  const all = ['success', 'skipped', 'failed', 'canceled', 'pending', 'running', 'created', 'manual', 'preparing'];
  for (const status of all) report(world, status, status);

  const found = await world.forge.commitStatuses(commit('b'));

  expect(Object.fromEntries(found.map(({ context, state }) => [context, state]))).toEqual({
    success: 'success',
    skipped: 'success',
    failed: 'failure',
    canceled: 'failure',
    pending: 'pending',
    running: 'pending',
    created: 'pending',
    manual: 'pending',
    preparing: 'pending',
  });
});

test.each([
  ['failed', 'success'],
  ['canceled', 'success'],
  ['manual', 'success'],
  ['running', 'pending'],
])('one that may fail and is %s is %s', async (status, state) => {
  const world = await withFakeGitLab();
  report(world, 'optional', status, { allow_failure: true });

  expect(await world.forge.commitStatuses(commit('b'))).toEqual([{ context: 'optional', state }]);
});

test('the newest of each context counts, whatever their order and page', async () => {
  const world = await withFakeGitLab();
  report(world, 'argocd/production-users', 'success', { id: 50 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) report(world, name, 'success');
  report(world, 'argocd/production-users', 'failed', { id: 49 });
  report(world, 'other', 'failed', { commit: commit('c') });

  const found = await world.forge.commitStatuses(commit('b'));

  expect(found).toContainEqual({ context: 'argocd/production-users', state: 'success' });
  expect(found).toHaveLength(6);
});

test('a commit without any has none', async () => {
  const { forge } = await withFakeGitLab();

  expect(await forge.commitStatuses(commit('a'))).toEqual([]);
});

test('a commit that is not there is told', async () => {
  const { fake, forge } = await withFakeGitLab();
  fake.fail({ instead: { status: 404, body: { message: '404 Commit Not Found' } } });

  expect(await messageOf(forge.commitStatuses(commit('d')))).toBe(
    `GitLab (HOST): cannot read the statuses of commit ${commit('d')}: 404 Commit Not Found. It is not there, or the token cannot see it: compare the name of the repository, and the rights of the token.`,
  );
});
