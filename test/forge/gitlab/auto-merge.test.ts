import { expect, test } from 'vitest';
import type { PullRequest } from '../../../lib/forge/forge.ts';
import { GUEST_TOKEN } from './fake/people.ts';
import type { FakeSettings } from './fake/settings.ts';
import { BRANCH, commit, openOne, requestOf, withFakeGitLab, type WithFakeGitLab } from './with-fake-gitlab.ts';

const HEAD = commit('b');

/** One that GitLab has looked at, whose pipeline runs and must succeed, unless its settings say otherwise. */
async function withPull(
  settings: Partial<FakeSettings> = {},
  pipeline: string | null = 'running',
): Promise<WithFakeGitLab & { readonly pull: PullRequest }> {
  const one = await withFakeGitLab();
  const pull = await openOne(one.forge);
  Object.assign(one.settings, { needsPipeline: true, ...settings });
  if (pipeline !== null) one.fake.repository.pipelines.set(HEAD, pipeline);
  requestOf(one.fake).checking = 0;
  return { ...one, pull };
}

function mergesOf({ asked }: WithFakeGitLab['fake']): readonly string[] {
  return asked.filter((line) => line.endsWith('/merge'));
}

test('what waits for its pipeline is armed and disarmed', async () => {
  const { forge, pull } = await withPull();
  expect(await forge.isAutoMergeArmed(pull)).toBe(false);

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');

  expect(await forge.isAutoMergeArmed(pull)).toBe(true);
  expect(await forge.disarmAutoMerge(pull)).toBe(true);
  expect(await forge.isAutoMergeArmed(pull)).toBe(false);
});

test('arming again is no error, and asks for nothing', async () => {
  const { fake, forge, pull } = await withPull();

  expect([await forge.armAutoMerge(pull, HEAD), await forge.armAutoMerge(pull, HEAD)]).toEqual(['armed', 'armed']);
  expect(mergesOf(fake)).toHaveLength(1);
});

test.each(['drop-before', 'drop-after'] as const)(
  'what is armed and whose answer is lost (%s) is armed',
  async (instead) => {
    const { fake, forge, pull } = await withPull();
    fake.fail({ on: /\/merge$/, instead });

    expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
    expect(requestOf(fake)).toMatchObject({ isArmed: true, state: 'opened' });
  },
);

test('what has nothing left to wait for is ready, and not merged yet', async () => {
  const { fake, forge, pull } = await withPull({}, 'success');

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('ready');

  expect(requestOf(fake)).toMatchObject({ isArmed: false, state: 'opened' });
  expect(mergesOf(fake)).toEqual([]);
  expect(await forge.merge(pull, HEAD)).toBeUndefined();
});

test('what GitLab merges at once is ready, and found merged', async () => {
  const { fake, forge, pull } = await withPull({ needsPipeline: false, isLazy: true }, null);
  requestOf(fake).checking = 1;

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('ready');

  expect(requestOf(fake).state).toBe('merged');
  expect(await forge.isAutoMergeArmed(pull)).toBe(false);
  expect(await forge.merge(pull, HEAD)).toBeUndefined();
});

test('one whose answer is lost and that was merged at once is ready', async () => {
  const { fake, forge, pull } = await withPull({ needsPipeline: false, isLazy: true }, null);
  requestOf(fake).checking = 1;
  fake.fail({ on: /\/merge$/, instead: 'drop-after' });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('ready');
});

test('one that is armed and was merged is armed no more', async () => {
  const { fake, forge, pull } = await withPull();
  await forge.armAutoMerge(pull, HEAD);
  fake.repository.merge(requestOf(fake));

  expect(await forge.isAutoMergeArmed(pull)).toBe(false);
  expect(await forge.disarmAutoMerge(pull)).toBe(true);
  expect(await forge.armAutoMerge(pull, HEAD)).toBe('ready');
});

test('a pipeline that is optional is waited for where it runs', async () => {
  const { forge, pull } = await withPull({ needsPipeline: false });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('a pipeline that is only made a moment later is waited for', async () => {
  const { fake, forge, pull, pauses } = await withPull({}, null);
  fake.onRequest = () => void (pauses.length === 3 && fake.repository.pipelines.set(HEAD, 'created'));

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('a pipeline that is never made, and must succeed, is told', async () => {
  const { forge, pull, pauses } = await withPull({}, null);

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'it has no pipeline, and one must succeed' });
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(45_000);
});

test.each([
  ['runs on the head itself', false],
  ['runs on its merge into the base', true],
])('a pipeline that %s and failed for an earlier head is not the one of this', async (_, mergesResults) => {
  const { fake, forge, pull, pauses } = await withPull({ mergesResults }, 'failed');
  fake.setBranch(BRANCH, commit('c'));
  fake.onRequest = () => void (pauses.length === 5 && fake.repository.pipelines.set(commit('c'), 'running'));

  expect(await forge.armAutoMerge(pull, commit('c'))).toBe('armed');
});

test('a pipeline whose commit is gone is not the one of this head', async () => {
  const { fake, forge, pull, pauses } = await withPull({}, null);
  requestOf(fake).formerPipeline = { status: 'failed', sha: commit('d') };
  fake.onRequest = () => void (pauses.length === 3 && fake.repository.pipelines.set(HEAD, 'running'));

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('a pipeline that failed is told at once', async () => {
  const { forge, pull, pauses } = await withPull({}, 'failed');

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'its pipeline must succeed' });
  expect(pauses).toEqual([]);
});

test('a pipeline that runs on the merge into the base and failed is told at once', async () => {
  const { forge, pull, pauses } = await withPull({ mergesResults: true }, 'failed');

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'its pipeline must succeed' });
  expect(pauses).toEqual([]);
});

test('a pipeline that failed and is optional is told at once', async () => {
  const { forge, pull, pauses } = await withPull({ needsPipeline: false }, 'failed');

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({
    why: 'Method Not Allowed, with a pipeline that is: failed (mergeable)',
  });
  expect(pauses).toEqual([]);
});

test('what still needs an approval is armed where GitLab waits for that too', async () => {
  const { forge, pull } = await withPull({ objection: 'not_approved' }, 'success');

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test.each<readonly [string, Partial<FakeSettings>]>([
  ['an approval is missing', { objection: 'not_approved', waitsForObjection: false }],
  ['it has conflicts with its base', { objection: 'conflict' }],
])('what GitLab does not wait for is told: %s', async (why, settings) => {
  const { fake, forge, pull } = await withPull(settings, 'success');

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why });
  expect(requestOf(fake).isArmed).toBe(false);
});

test('a draft is not armed', async () => {
  const { fake, forge, pull } = await withPull();
  requestOf(fake).title = 'Draft: Bump users';

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'it is a draft' });
});

test('one that is closed is not armed', async () => {
  const { forge, pull } = await withPull();
  await forge.close(pull);

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: 'it is closed' });
});

test('one that is still looked at is armed a moment later', async () => {
  const { fake, forge, pull } = await withPull();
  requestOf(fake).checking = 6;

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('a head that only the merge does not know yet is armed a moment later', async () => {
  const { fake, forge, pull } = await withPull({ objection: 'not_approved' }, 'success');
  const body = { message: `SHA does not match HEAD of source branch: ${commit('a')}` };
  fake.fail({ on: /\/merge$/, instead: { status: 409, body } });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test('only the head that was meant is armed', async () => {
  const { fake, forge, pull } = await withPull();
  fake.setBranch(BRANCH, commit('c'));

  expect(await forge.armAutoMerge(pull, HEAD)).toEqual({ why: `its head is ${commit('c')}, and not ${HEAD}` });
  expect(await forge.isAutoMergeArmed(pull)).toBe(false);
});

test('what was armed for another head is not what is asked for', async () => {
  const { fake, forge, pull } = await withPull();
  await forge.armAutoMerge(pull, HEAD);
  fake.setBranch(BRANCH, commit('c'));
  fake.repository.pipelines.set(commit('c'), 'running');

  expect(await forge.armAutoMerge(pull, commit('c'))).toBe('armed');
  expect(requestOf(fake)).toMatchObject({ isArmed: true, head: commit('c') });
});

test('a token that may not merge arms and disarms nothing', async () => {
  const { forge, as, pull } = await withPull();

  expect(await as(GUEST_TOKEN).armAutoMerge(pull, HEAD)).toEqual({ why: "the token may not merge into 'main'" });
  await forge.armAutoMerge(pull, HEAD);

  expect(await as(GUEST_TOKEN).disarmAutoMerge(pull)).toBe(false);
});

test('where nothing is armed, nothing is disarmed', async () => {
  const { fake, forge, pull } = await withPull();

  expect(await forge.disarmAutoMerge(pull)).toBe(true);

  expect(fake.asked.filter((line) => line.includes('cancel'))).toEqual([]);
});

test('what cannot be disarmed any more is told, although GitLab answers 201', async () => {
  const { forge, pull } = await withPull({ isStuck: true });
  await forge.armAutoMerge(pull, HEAD);

  expect(await forge.disarmAutoMerge(pull)).toBe(false);
});

test.each([405, 406])('what cannot be disarmed is told by %i of an older one', async (status) => {
  const { fake, forge, pull } = await withPull();
  await forge.armAutoMerge(pull, HEAD);
  fake.fail({ on: /cancel/, instead: { status, body: { message: `${status} No` } } });

  expect(await forge.disarmAutoMerge(pull)).toBe(false);
});

test.each(['drop-before', 'drop-after'] as const)(
  'what is disarmed and whose answer is lost (%s) is disarmed',
  async (instead) => {
    const { fake, forge, pull } = await withPull();
    await forge.armAutoMerge(pull, HEAD);
    fake.fail({ on: /cancel/, instead });

    expect(await forge.disarmAutoMerge(pull)).toBe(true);
    expect(requestOf(fake).isArmed).toBe(false);
  },
);

test('what is being merged is armed, and cannot be disarmed', async () => {
  const { fake, forge, pull } = await withPull();
  await forge.armAutoMerge(pull, HEAD);
  requestOf(fake).state = 'locked';

  expect(await forge.isAutoMergeArmed(pull)).toBe(true);
  expect(await forge.disarmAutoMerge(pull)).toBe(false);
  expect(fake.asked.filter((line) => line.includes('cancel'))).toEqual([]);
});
