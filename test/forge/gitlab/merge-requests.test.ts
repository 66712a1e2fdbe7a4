import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { FORK_ID } from './fake/repository.ts';
import { BRANCH, commit, openOne, requestOf, withFakeGitLab } from './with-fake-gitlab.ts';

const OPEN = `GitLab (HOST): cannot open a merge request of '${BRANCH}'`;

test('a merge request is opened, found, edited and closed', async () => {
  const { fake, forge } = await withFakeGitLab();
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toEqual([]);

  const opened = await openOne(forge);

  expect(opened).toEqual({
    number: 1,
    url: 'https://gitlab.com/acme/platform/manifests/-/merge_requests/1',
    state: 'open',
    branch: BRANCH,
    base: 'main',
    head: commit('b'),
    title: 'Bump users',
    text: 'From 1 to 2.',
  });
  await forge.edit(opened, { title: 'Bump users again', text: '' });
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toEqual([{ ...opened, title: 'Bump users again', text: '' }]);
  expect(await forge.pullRequestsOf(BRANCH, 'other')).toEqual([]);
  await forge.close(opened);
  await forge.close(opened);
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ number: 1, state: 'closed' }]);
  expect(requestOf(fake).removesBranch).toBe(true);
});

test('one without a text has an empty one', async () => {
  const { fake, forge } = await withFakeGitLab();
  fake.repository.addRequest(BRANCH, 'main', { description: null });

  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ text: '' }]);
});

test('one of a branch that is gone without a trace has an empty head', async () => {
  const { fake, forge } = await withFakeGitLab();
  fake.repository.addRequest('gone', 'main', { head: null, state: 'closed' });

  expect(await forge.pullRequestsOf('gone', 'main')).toMatchObject([{ head: '', state: 'closed' }]);
});

test('one that is being merged is open', async () => {
  const { fake, forge } = await withFakeGitLab();
  fake.repository.addRequest(BRANCH, 'main', { state: 'locked' });

  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ state: 'open' }]);
});

test('one that was merged stays merged when it is closed', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  fake.repository.merge(requestOf(fake));

  await forge.close(opened);

  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ state: 'merged' }]);
});

test('after one that was closed, the new one comes first', async () => {
  const { forge } = await withFakeGitLab();
  await forge.close(await openOne(forge));

  await openOne(forge);

  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([
    { number: 2, state: 'open' },
    { number: 1, state: 'closed' },
  ]);
});

test.each([
  ['by Link', true],
  ['by x-next-page alone, where a proxy drops Link', false],
])('lists have more than one page, %s, the oldest open one first, and no forks', async (_, hasLinks) => {
  const { fake, forge } = await withFakeGitLab({ hasLinks });
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `kumiki/bump/${name}`);
  for (const name of names) fake.repository.addRequest(name, 'main');
  for (const from of [FORK_ID, null]) fake.repository.addRequest('kumiki/bump/a', 'main', { from });
  fake.repository.addRequest('other', 'main');
  fake.repository.addRequest('kumiki/bump/h', 'release/1.0');
  fake.repository.addRequest('kumiki/bump/i', 'main', { state: 'closed' });

  expect((await forge.openPullRequests('kumiki/bump/', 'main')).map(({ branch }) => branch)).toEqual(names);
  expect(await forge.openPullRequests('kumiki/', 'release/1.0')).toMatchObject([{ branch: 'kumiki/bump/h' }]);
  expect(await forge.pullRequestsOf('kumiki/bump/a', 'main')).toMatchObject([{ number: 1 }]);
});

test('one that moves to the next page while pages are read is there once', async () => {
  const { fake, forge } = await withFakeGitLab();
  for (let count = 0; count < 6; count += 1) fake.repository.addRequest('a', 'main', { state: 'closed' });
  fake.onRequest = (line) => void (line.includes('page=2') && fake.repository.addRequest('a', 'main'));

  expect((await forge.pullRequestsOf('a', 'main')).map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
});

test('two jobs that open one of the same branch get the same', async () => {
  const { forge } = await withFakeGitLab();

  const [one, other] = await Promise.all([openOne(forge), openOne(forge)]);

  expect(other).toEqual(one);
});

test('one that is there and is not named by its number is looked for', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  const body = { message: ['Another open merge request already exists for this source branch'] };
  fake.fail({ on: /^POST/, instead: { status: 409, body } });

  expect(await openOne(forge)).toEqual(opened);
});

test('where the one that is there is closed just then, a new one is opened', async () => {
  const { fake, forge } = await withFakeGitLab();
  await openOne(forge);
  fake.onRequest = (line) => void (line.startsWith('GET') && Object.assign(requestOf(fake), { state: 'closed' }));

  expect(await openOne(forge)).toMatchObject({ number: 2, state: 'open' });
});

test('a host that says there is one, and has none, is told after a while', async () => {
  const { fake, forge } = await withFakeGitLab();
  const body = { message: ['Another open merge request already exists'] };
  fake.fail({ on: /^POST/, instead: { status: 409, body }, times: 100 });

  expect(await messageOf(openOne(forge))).toBe(`${OPEN}: it says that there is one, and lists none. Run this again.`);
});

test('a branch that was pushed a moment ago is asked for again', async () => {
  const { fake, forge, pauses } = await withFakeGitLab();
  fake.setBranch('new', commit('c'));

  expect(await openOne(forge, 'new')).toMatchObject({ branch: 'new', head: commit('c') });

  expect(pauses).toEqual([100, 200]);
});

test('a branch that the host never knows is an error after a while', async () => {
  const { fake, forge, pauses } = await withFakeGitLab();
  fake.setBranch(BRANCH, undefined);

  expect(await messageOf(openOne(forge))).toBe(`${OPEN}: it does not know '${BRANCH}'. Push it, then run this again.`);

  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(15_000);
});

test.each<readonly [string, string, string, string]>([
  ['a base that is not there', 'other', 'Bump', '400 target_branch does not exist. Mend what it names, and run again.'],
  [
    'a branch that is its own base',
    BRANCH,
    'Bump',
    "422 You can't use same project/branch for source and target. Mend what it names, and run again.",
  ],
  [
    'a title that is too long',
    'main',
    'x'.repeat(256),
    '400 title is too long (maximum is 255 characters). Mend what it names, and run again.',
  ],
])('%s is told at once', async (_, base, title, words) => {
  const { forge, pauses } = await withFakeGitLab();

  expect(await messageOf(forge.open({ branch: BRANCH, base, title, text: '' }))).toBe(`${OPEN}: ${words}`);
  expect(pauses).toEqual([]);
});

test('an edit that the host refuses says why', async () => {
  const { forge } = await withFakeGitLab();
  const opened = await openOne(forge);

  expect(await messageOf(forge.edit(opened, { title: 'x'.repeat(256), text: '' }))).toBe(
    'GitLab (HOST): cannot edit merge request !1: 400 title is too long (maximum is 255 characters). Mend what it names, and run again.',
  );
});

test('one that a person made a draft is one after an edit, and its title is read without the mark', async () => {
  const { fake, forge } = await withFakeGitLab();
  const opened = await openOne(forge);
  requestOf(fake).title = 'Draft: Bump users';
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toEqual([opened]);

  await forge.edit(opened, { title: 'Bump users again', text: '' });

  expect(requestOf(fake).title).toBe('Draft: Bump users again');
});

test.each(['drop-before', 'drop-after'] as const)(
  'a connection that breaks off (%s) changes nothing in the end',
  async (instead) => {
    const { fake, forge } = await withFakeGitLab();
    fake.fail({ on: /^POST .*\/merge_requests$/, instead });
    fake.fail({ on: /^PUT/, instead });

    const opened = await openOne(forge);
    await forge.edit(opened, { title: 'Again', text: 'More' });
    fake.fail({ on: /^PUT/, instead });
    await forge.close(opened);

    expect(fake.repository.requests).toMatchObject([{ title: 'Again', description: 'More', state: 'closed' }]);
  },
);
