import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { GUEST_TOKEN, READER_TOKEN, REPORTER_TOKEN } from './fake/people.ts';
import type { FakeSettings } from './fake/settings.ts';
import { BRANCH, commit, requestOf } from './with-fake-gitlab.ts';
import { HEAD, JOIN, joinsOf, withMergeTrains } from './with-merge-trains.ts';

test.each(['drop-before', 'drop-after'] as const)(
  'what joins and whose answer is lost (%s) is armed',
  async (instead) => {
    const { fake, forge, pull } = await withMergeTrains('success');
    fake.fail({ on: JOIN, instead });

    expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
    expect(requestOf(fake)).toMatchObject({ isArmed: true, train: 'fresh', state: 'opened' });
  },
);

test('nothing is merged past the train', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');

  expect(await forge.merge(pull, HEAD)).toEqual({
    why: 'its project merges by merge trains, and this would pass by them',
  });

  expect(requestOf(fake).state).toBe('opened');
});

test('one that is closed is neither merged nor put into the train', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  await forge.close(pull);

  expect(await forge.merge(pull, HEAD)).toEqual({ why: 'it is closed' });
  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'it is closed' });
  expect(joinsOf(fake)).toBe(0);
});

test.each([undefined, 'not_approved'])('joining that comes to nothing is tried again (%s)', async (objection) => {
  const { forge, pull, pauses } = await withMergeTrains('success', { ignored: 2, objection });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
  expect(pauses).toEqual([100, 200]);
});

test('joining that comes to nothing for ever is told', async () => {
  const { forge, pull } = await withMergeTrains('success', { ignored: 100 });

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({
    why: 'GitLab accepted it, and nothing came of it (mergeable)',
  });
});

test('what never gets a pipeline does not join, and that is told after 45 seconds', async () => {
  const { forge, pull, pauses } = await withMergeTrains(undefined, { needsPipeline: false });

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'Failed to merge, without a pipeline (mergeable)' });
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(45_000);
});

test.each<readonly [string, string, Partial<FakeSettings>]>([
  ['its pipeline must succeed', 'failed', {}],
  ['it has conflicts with its base', 'success', { objection: 'conflict' }],
  ['an approval is missing', 'success', { objection: 'not_approved', waitsForObjection: false }],
  [
    'Failed to merge, with a pipeline that is: success (something_new)',
    'success',
    { objection: 'something_new', waitsForObjection: false },
  ],
])('400: what cannot join is told at once: %s', async (why, pipeline, settings) => {
  const { fake, forge, pull, pauses } = await withMergeTrains(pipeline, settings);

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why });
  expect(requestOf(fake)).toMatchObject({ isArmed: false, train: undefined });
  expect(pauses).toEqual([]);
});

test('401: a token that may not merge joins nothing', async () => {
  const { as, pull } = await withMergeTrains('success');

  expect(await as(REPORTER_TOKEN).armAutoMerge(pull, HEAD)).toEqual({ why: "the token may not merge into 'main'" });
});

test('403: a role that may not know of merge trains is told', async () => {
  const { as, pull } = await withMergeTrains('success');

  expect(await messageOf(as(GUEST_TOKEN).armAutoMerge(pull, HEAD))).toContain(
    'GitLab (HOST): cannot put merge request !1 into its merge train: 403 Forbidden. The token may not do that: give it at least the role Developer in the project,',
  );
});

test('403: a token that lacks the scope is told', async () => {
  const { as, pull } = await withMergeTrains('success');

  expect(await messageOf(as(READER_TOKEN).armAutoMerge(pull, HEAD))).toContain(
    'cannot put merge request !1 into its merge train: 403 insufficient_scope: The request requires higher privileges than provided by the access token. The token lacks the scope api:',
  );
});

test('404: one that is gone is told', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  fake.onRequest = (line) => void (JOIN.test(line) && (fake.repository.requests.length = 0));

  expect(await messageOf(forge.armAutoMerge(pull, HEAD))).toContain(
    'cannot put merge request !1 into its merge train: 404 Not found.',
  );
});

test('409: only the head that was meant joins', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  const move = (): void => {
    fake.setBranch(BRANCH, commit('c'));
    requestOf(fake).head = commit('c');
  };
  fake.onRequest = (line) => void (JOIN.test(line) && move());

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: `its head is ${commit('c')}, and not ${HEAD}` });
  expect(requestOf(fake).train).toBeUndefined();
});

test('409: one that somebody else put into the train just then is armed', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  const join = (): void => void Object.assign(requestOf(fake), { isArmed: true, train: 'fresh' });
  fake.onRequest = (line) => void (JOIN.test(line) && join());

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('one that is left in the train is not disarmed', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  await forge.armAutoMerge(pull, HEAD);
  fake.onRequest = (line) => void (line.includes('cancel') && (requestOf(fake).isArmed = false));

  expect(await forge.disarmAutoMerge(pull)).toBe(false);
});

test('joining goes through dropped connections and 5xx', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  for (const on of [/manifests$/, JOIN, /\/1$/])
    for (const instead of ['drop-before', { status: 503 }, 'drop-after'] as const) fake.fail({ on, instead });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
  expect(requestOf(fake)).toMatchObject({ isArmed: true, train: 'fresh', state: 'opened' });
});
