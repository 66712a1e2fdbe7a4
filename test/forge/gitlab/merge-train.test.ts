import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { openOne, requestOf, withFakeGitLab } from './with-fake-gitlab.ts';

test.each([
  ['idle', true],
  ['fresh', true],
  ['stale', true],
  ['merging', true],
  ['merged', false],
  ['skip_merged', false],
])('one that is %s in its merge train: %s', async (train, isQueued) => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).train = train;

  expect(await forge.isQueued(opened)).toBe(isQueued);
});

test.each(['free', 'premium'] as const)('one that is in no merge train is not queued (%s)', async (tier) => {
  const { settings, forge } = await withFakeGitLab();
  settings.tier = tier;

  expect(await forge.isQueued(await openOne(forge))).toBe(false);
});

test('a fault of the host is none of the answers', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  fake.fail({
    on: /merge_trains/,
    instead: { status: 500, body: { message: '500 Internal Server Error' } },
    times: 99,
  });

  expect(await messageOf(forge.isQueued(opened))).toBe(
    'GitLab (HOST): cannot read whether merge request !1 is in a merge train: 500 Internal Server Error. It was asked 10 times: run again later.',
  );
});
