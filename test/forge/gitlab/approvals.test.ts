import { expect, test } from 'vitest';
import { BRANCH, commit, openOne, requestOf, withFakeGitLab } from './with-fake-gitlab.ts';
import { GUEST_TOKEN, PERSON_TOKEN } from './fake/people.ts';

const WHY = 'The images changed.';

test('whoever approved counts, and not whether enough have', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  expect(await forge.isApproved(opened)).toBe(false);

  requestOf(fake).approvedBy.add('ann');

  expect(await forge.isApproved(opened)).toBe(true);
});

test('the bot of a project takes approvals back, and says why', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).approvedBy.add('ann');

  expect(await forge.dismissApprovals(opened, WHY)).toBe(true);

  expect(await forge.isApproved(opened)).toBe(false);
  expect(requestOf(fake).notes).toEqual([WHY]);
});

test('where nobody approved, nothing is to be done', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);

  expect(await forge.dismissApprovals(opened, WHY)).toBe(true);

  expect(fake.asked.filter((line) => line.startsWith('PUT'))).toEqual([]);
  expect(requestOf(fake).notes).toEqual([]);
});

test.each<readonly [string, string | undefined, 'free' | 'premium']>([
  ['a person, also with Premium', PERSON_TOKEN, 'premium'],
  ['a bot of the Free tier', undefined, 'free'],
])('approvals stay for %s', async (_, token, tier) => {
  const { fake, settings, forge, as } = await withFakeGitLab();
  settings.tier = tier;
  const opened = await openOne(forge);
  requestOf(fake).approvedBy.add('ann');

  expect(await (token === undefined ? forge : as(token)).dismissApprovals(opened, WHY)).toBe(false);

  expect([...requestOf(fake).approvedBy]).toEqual(['ann']);
  expect(requestOf(fake).notes).toEqual([]);
});

test('approvals that nobody can comment on are taken back', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).approvedBy.add('ann');
  fake.fail({ on: /notes$/, instead: { status: 403, body: { message: '403 Forbidden' } } });

  expect(await forge.dismissApprovals(opened, WHY)).toBe(true);
});

test.each(['drop-before', 'drop-after'] as const)('an answer that is lost (%s) is asked for again', async (instead) => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).approvedBy.add('ann');
  fake.fail({ on: /reset_approvals$/, instead });

  expect(await forge.dismissApprovals(opened, WHY)).toBe(true);

  expect([...requestOf(fake).approvedBy]).toEqual([]);
});

test('an approval that a push takes back a moment later does not count', async () => {
  const { fake, settings, forge } = await withFakeGitLab();
  settings.resetsApprovals = true;
  settings.lag = 5;
  const opened = await openOne(forge);
  requestOf(fake).approvedBy.add('ann');

  fake.setBranch(BRANCH, commit('c'));

  expect(await forge.isApproved(opened)).toBe(false);
});

test('an approval that a push leaves counts', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).approvedBy.add('ann');

  fake.setBranch(BRANCH, commit('c'));

  expect(await forge.isApproved(opened)).toBe(true);
});

test('an approval of one that GitLab looks at for long counts in the end', async () => {
  const { fake, forge, pauses } = await withFakeGitLab();
  const opened = await openOne(forge);
  Object.assign(requestOf(fake), { checking: 1000, approvedBy: new Set(['ann']) });

  expect(await forge.isApproved(opened)).toBe(true);

  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(15_000);
});

test('a guest may not take approvals back', async () => {
  const { fake, forge, as } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).approvedBy.add('ann');

  expect(await as(GUEST_TOKEN).dismissApprovals(opened, WHY)).toBe(false);
});
