import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { BRANCH, commit, openOne, requestOf, withFakeGitLab } from './with-fake-gitlab.ts';
import { HEAD, JOIN, joinsOf, withMergeTrains } from './with-merge-trains.ts';

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

test.each([true, false])('what is green joins the train at once, and leaves it again (old: %s)', async (isTrainOld) => {
  const { fake, forge, pull } = await withMergeTrains('success', { isTrainOld });
  expect(await forge.isQueued(pull)).toBe(false);

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');

  expect(requestOf(fake).state).toBe('opened');
  expect([await forge.isQueued(pull), await forge.isAutoMergeArmed(pull)]).toEqual([true, true]);
  expect(await forge.disarmAutoMerge(pull)).toBe(true);
  expect([await forge.isQueued(pull), await forge.isAutoMergeArmed(pull)]).toEqual([false, false]);
});

test('what waits for its pipeline joins the train once that succeeds', async () => {
  const { fake, forge, pull } = await withMergeTrains('running');

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');

  expect([await forge.isQueued(pull), await forge.isAutoMergeArmed(pull)]).toEqual([false, true]);
  fake.repository.pipelines.set(HEAD, 'success');
  expect(await forge.isQueued(pull)).toBe(true);
});

test('what waits for its pipeline is disarmed before it joins', async () => {
  const { fake, forge, pull } = await withMergeTrains('running');
  await forge.armAutoMerge(pull, HEAD);

  expect(await forge.disarmAutoMerge(pull)).toBe(true);

  fake.repository.pipelines.set(HEAD, 'success');
  expect(await forge.isQueued(pull)).toBe(false);
});

test('what still needs an approval joins later, where GitLab waits for that', async () => {
  const { forge, pull } = await withMergeTrains('success', { objection: 'not_approved' });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
  expect(await forge.isQueued(pull)).toBe(false);
});

test('a pipeline that failed and is optional keeps nothing from the train, which runs it again', async () => {
  const { forge, pull } = await withMergeTrains('failed', { needsPipeline: false });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
  expect(await forge.isQueued(pull)).toBe(true);
});

test('a pipeline that ends right before it is asked for is no reason against the train', async () => {
  const { fake, forge, pull } = await withMergeTrains('running');
  fake.onRequest = (line) => void (JOIN.test(line) && fake.repository.pipelines.set(HEAD, 'success'));

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');

  expect(joinsOf(fake)).toBe(2);
  expect(await forge.isQueued(pull)).toBe(true);
});

test('joining again is no error, and asks for nothing', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');

  expect([await forge.armAutoMerge(pull, HEAD), await forge.armAutoMerge(pull, HEAD)]).toEqual(['armed', 'armed']);

  expect(joinsOf(fake)).toBe(1);
});

test('what the train has merged is ready, and its branch goes', async () => {
  const { fake, forge, pull } = await withMergeTrains('success', { removesBranches: false });
  await forge.armAutoMerge(pull, HEAD);
  fake.repository.merge(requestOf(fake));

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('ready');
  expect(await forge.merge(pull, HEAD)).toBeUndefined();

  expect([...fake.repository.branches.keys()]).toEqual(['main']);
});

test('one that is still looked at joins a moment later', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  requestOf(fake).checking = 6;

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
});

test.each([true, false])(
  'a pipeline that is only made a moment later is waited for (needed: %s)',
  async (needsPipeline) => {
    const { fake, forge, pull, pauses } = await withMergeTrains(undefined, { needsPipeline });
    fake.onRequest = () => void (pauses.length === 12 && fake.repository.pipelines.set(HEAD, 'created'));

    expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
    expect(pauses).toHaveLength(12);
  },
);

test('a pipeline that succeeded for an earlier head takes none into the train', async () => {
  const { fake, forge, pull, pauses } = await withMergeTrains(undefined, { needsPipeline: false });
  requestOf(fake).formerPipeline = { status: 'success', sha: commit('d') };
  fake.onRequest = () => void (pauses.length === 3 && fake.repository.pipelines.set(HEAD, 'running'));

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');
  expect(await forge.isQueued(pull)).toBe(false);
});

test('a tier without merge trains arms as ever', async () => {
  const { fake, forge, pull } = await withMergeTrains('running', { tier: 'free' });

  expect(await forge.armAutoMerge(pull, HEAD)).toBe('armed');

  expect([joinsOf(fake), requestOf(fake).isArmed]).toEqual([0, true]);
});

test('a push takes it out of the train', async () => {
  const { fake, forge, pull } = await withMergeTrains('success');
  await forge.armAutoMerge(pull, HEAD);
  fake.setBranch(BRANCH, commit('c'));
  fake.repository.pipelines.set(commit('c'), 'running');

  expect(await forge.armAutoMerge(pull, commit('c'))).toBe('armed');
  expect(await forge.isQueued(pull)).toBe(false);
});
