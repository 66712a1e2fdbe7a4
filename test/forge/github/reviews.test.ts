import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { commit, withFakeGitHub, type WithFakeGitHub } from './with-fake-github.ts';

async function withPull(
  settings = {},
): Promise<WithFakeGitHub & { readonly pull: Awaited<ReturnType<WithFakeGitHub['forge']['open']>> }> {
  const one = await withFakeGitHub({ settings });
  return { ...one, pull: await one.forge.open({ branch: 'bump', base: 'main', title: 'Bump', text: '' }) };
}

test('nobody, or a comment, approves nothing', async () => {
  const { fake, forge, pull } = await withPull();
  const [there] = fake.repository.state.pulls;
  const before = await forge.isApproved(pull);
  if (there) fake.repository.review(there, 'ann', 'COMMENTED');

  expect([before, await forge.isApproved(pull)]).toEqual([false, false]);
});

test('an approval counts for the head that was approved, as the host knows it now', async () => {
  const { fake, forge, pull } = await withPull();
  const [there] = fake.repository.state.pulls;
  if (there) fake.repository.review(there, 'ann', 'APPROVED');
  const approved = await forge.isApproved(pull);

  fake.setBranch('bump', commit('c'));

  expect([approved, await forge.isApproved(pull)]).toEqual([true, false]);
});

test('the last word of each reviewer counts, wherever it is in the pages', async () => {
  const { fake, forge, pull } = await withPull();
  const [there] = fake.repository.state.pulls;
  if (!there) return;
  fake.repository.review(there, 'ann', 'APPROVED');
  fake.repository.review(there, 'bob', 'CHANGES_REQUESTED');
  for (let count = 0; count < 120; count += 1) fake.repository.review(there, 'cat', 'COMMENTED');
  const byAnn = await forge.isApproved(pull);
  fake.repository.review(there, 'ann', 'CHANGES_REQUESTED');
  const byNobody = await forge.isApproved(pull);
  fake.repository.review(there, 'bob', 'APPROVED');
  fake.repository.review(there, 'bob', 'COMMENTED');

  expect([byAnn, byNobody, await forge.isApproved(pull)]).toEqual([true, false, true]);
});

test('all approvals are taken back with a word why, also those of an older head, and once is enough', async () => {
  const { fake, forge, pull } = await withPull();
  const [there] = fake.repository.state.pulls;
  if (!there) return;
  fake.repository.review(there, 'ann', 'APPROVED');
  fake.repository.review(there, 'bob', 'APPROVED', commit('9'));
  fake.fail({ on: /dismissals$/, instead: 'drop-after' });

  const dismissed = [
    await forge.dismissApprovals(pull, 'It is another image now.'),
    await forge.dismissApprovals(pull, 'x'),
  ];

  expect(dismissed).toEqual([true, true]);
  expect(there.reviews.map(({ state, message }) => [state, message])).toEqual([
    ['DISMISSED', 'It is another image now.'],
    ['DISMISSED', 'It is another image now.'],
  ]);
  expect(await forge.isApproved(pull)).toBe(false);
});

test('a token that may not take them back is no error', async () => {
  const { fake, forge, pull } = await withPull({ mayDismiss: false });
  const [there] = fake.repository.state.pulls;
  if (there) fake.repository.review(there, 'ann', 'APPROVED');

  expect(await forge.dismissApprovals(pull, 'why')).toBe(false);
  expect(there?.reviews).toMatchObject([{ state: 'APPROVED' }]);
});

test('reviews of what is not there are told', async () => {
  const { fake, forge, pull } = await withPull();
  fake.repository.state.pulls.length = 0;

  expect(await messageOf(forge.dismissApprovals(pull, 'why'))).toContain('cannot read pull request 1: 404 Not Found');
});
