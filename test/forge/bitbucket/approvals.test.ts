import { expect, test } from 'vitest';
import { BRANCH, commit, openOne, withFakeBitbucket } from './with-fake-bitbucket.ts';

test('an approval of anybody but its author counts, and nobody can take it back', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  const [pull] = fake.repository.pulls;
  expect(await forge.isApproved(opened)).toBe(false);
  expect(await forge.dismissApprovals(opened, 'It changed.')).toBe(true);

  pull?.approvedBy.add('bot');
  expect(await forge.isApproved(opened)).toBe(false);
  pull?.approvedBy.add('ann');

  expect(await forge.isApproved(opened)).toBe(true);
  expect(await forge.dismissApprovals(opened, 'It changed.')).toBe(false);
});

test('a reviewer who says nothing does not approve', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.repository.addPull(BRANCH, 'main', { reviewers: ['ann'] });

  expect(await forge.isApproved(await openOne(forge))).toBe(false);
});

test.each([
  ['stays', false],
  ['falls', true],
])('where approvals are reset on change or not, one %s when the branch moves', async (_, resetsApprovals) => {
  const { fake, forge } = await withFakeBitbucket();
  fake.repository.settings.resetsApprovals = resetsApprovals;
  const opened = await openOne(forge);
  fake.repository.pulls[0]?.approvedBy.add('ann');

  fake.setBranch(BRANCH, commit('c'));

  expect(await forge.isApproved(opened)).toBe(!resetsApprovals);
  expect(await forge.dismissApprovals(opened, 'It changed.')).toBe(resetsApprovals);
});
