import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { commit, withFakeGitHub } from './with-fake-github.ts';

const COMMIT = commit('a');

test('the newest status of each context, and the state of each check', async () => {
  const { fake, forge } = await withFakeGitHub();
  const { repository } = fake;
  repository.setStatus(COMMIT, 'argocd/production-users', 'pending');
  repository.setStatus(COMMIT, 'argocd/production-users', 'success');
  repository.setStatus(COMMIT, 'kustomization/users/8a3f', 'error');
  repository.setStatus(COMMIT, 'lint', 'failure');
  for (const conclusion of [
    'success',
    'neutral',
    'skipped',
    'failure',
    'cancelled',
    'timed_out',
    'action_required',
    'stale',
  ])
    repository.setCheckRun(COMMIT, conclusion, conclusion);
  repository.setCheckRun(COMMIT, 'running', null);

  const statuses = await forge.commitStatuses(COMMIT);

  expect(Object.fromEntries(statuses.map(({ context, state }) => [context, state]))).toEqual({
    'argocd/production-users': 'success',
    'kustomization/users/8a3f': 'failure',
    lint: 'failure',
    success: 'success',
    neutral: 'success',
    skipped: 'success',
    failure: 'failure',
    cancelled: 'failure',
    timed_out: 'failure',
    action_required: 'failure',
    stale: 'failure',
    running: 'pending',
  });
});

test('of a status and a check of one name the worse counts', async () => {
  const { fake, forge } = await withFakeGitHub();
  fake.repository.setStatus(COMMIT, 'ci', 'success');
  fake.repository.setCheckRun(COMMIT, 'ci', 'failure');
  fake.repository.setStatus(COMMIT, 'docs', 'pending');
  fake.repository.setCheckRun(COMMIT, 'docs', 'success');

  expect(await forge.commitStatuses(COMMIT)).toEqual([
    { context: 'ci', state: 'failure' },
    { context: 'docs', state: 'pending' },
  ]);
});

test('they come from all pages', async () => {
  const { fake, forge } = await withFakeGitHub();
  for (let count = 0; count < 130; count += 1) {
    fake.repository.setStatus(COMMIT, `status ${count}`, 'success');
    fake.repository.setCheckRun(COMMIT, `check ${count}`, 'success');
  }

  expect(await forge.commitStatuses(COMMIT)).toHaveLength(260);
});

test('a commit without any has none', async () => {
  const { forge } = await withFakeGitHub();

  expect(await forge.commitStatuses(COMMIT)).toEqual([]);
});

test('to a token that may not read checks there are none', async () => {
  const tokens = { github_pat_bot: { permissions: { metadata: 'read', statuses: 'read' } } } as const;
  const { fake, forge } = await withFakeGitHub({ tokens });
  fake.repository.setStatus(COMMIT, 'ci', 'success');
  fake.repository.setCheckRun(COMMIT, 'other', 'success');

  expect(await forge.commitStatuses(COMMIT)).toEqual([{ context: 'ci', state: 'success' }]);
});

test('a commit that is not there is told', async () => {
  const { forge } = await withFakeGitHub();

  expect(await messageOf(forge.commitStatuses('main'))).toBe(
    'GitHub (HOST): cannot read the statuses of commit main: 422 No commit found for SHA: main. Mend what it names, and run again.',
  );
});
