import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { BRANCH, commit, openOne, withFakeBitbucket } from './with-fake-bitbucket.ts';

test('a pull request is opened, found with its whole head, edited and declined', async () => {
  const { forge } = await withFakeBitbucket();
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toEqual([]);

  const opened = await openOne(forge);

  expect(opened).toEqual({
    number: 1,
    url: 'https://bitbucket.org/acme/manifests/pull-requests/1',
    state: 'open',
    branch: BRANCH,
    base: 'main',
    head: commit('b'),
    title: 'Bump users',
    text: 'From 1 to 2.',
  });
  await forge.edit(opened, { title: 'Bump users again', text: '' });
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toEqual([{ ...opened, title: 'Bump users again', text: '' }]);
  await forge.close(opened);
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ number: 1, state: 'closed' }]);
});

test('all states are found, the newest first, over more than one page', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const states = ['MERGED', 'DECLINED', 'SUPERSEDED', 'DECLINED', 'DECLINED', 'DECLINED', 'OPEN'] as const;
  for (const state of states) fake.repository.addPull(BRANCH, 'main', { state });

  const found = await forge.pullRequestsOf(BRANCH, 'main');

  expect(found.map(({ number, state }) => `${number} ${state}`)).toEqual([
    '7 open',
    '6 closed',
    '5 closed',
    '4 closed',
    '3 closed',
    '2 closed',
    '1 merged',
  ]);
});

test('forks, also removed ones, other branches and other bases are not found', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.repository.addPull(BRANCH, 'main', { from: 'ann/manifests' });
  fake.repository.addPull(BRANCH, 'main', { from: null });
  fake.repository.addPull(BRANCH, 'release');
  fake.repository.addPull(`${BRANCH}2`, 'main');

  expect(await forge.pullRequestsOf(BRANCH, 'main')).toEqual([]);
  expect(await forge.openPullRequests('kumiki/', 'main')).toMatchObject([{ branch: `${BRANCH}2` }]);
});

test('open ones of a prefix come the oldest first; a prefix is the beginning of a name, capitals and all', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `kumiki/bump/${name}`);
  for (const name of names) fake.repository.addPull(name, 'main');
  fake.repository.addPull('old/kumiki/bump/h', 'main');
  fake.repository.addPull('Kumiki/bump/i', 'main');
  fake.repository.addPull('kumiki/bump/j', 'main', { state: 'DECLINED' });

  expect((await forge.openPullRequests('kumiki/bump/', 'main')).map(({ branch }) => branch)).toEqual(names);
});

test.each(['say-"no"', String.raw`back\slash`, '#50%&q=ü'])('%s is a name like any other', async (name) => {
  const { fake, forge } = await withFakeBitbucket();
  fake.setBranch(name, commit('c'));
  fake.setBranch(`${name}/1.0`, commit('d'));

  const opened = await openOne(forge, name, `${name}/1.0`);

  expect(opened.head).toBe(commit('c'));
  expect(await forge.pullRequestsOf(name, `${name}/1.0`)).toEqual([opened]);
});

test('the next page is asked for at the API itself, whatever host it is said to be on', async () => {
  const { fake, forge } = await withFakeBitbucket({ nextOrigin: 'https://elsewhere.example.com', pageSize: 1 });
  fake.repository.addPull(BRANCH, 'main', { state: 'DECLINED' });
  fake.repository.addPull(BRANCH, 'main');

  expect(await forge.pullRequestsOf(BRANCH, 'main')).toHaveLength(2);
});

test('a head whose commit is gone stays as short as the host has it', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.repository.addPull(BRANCH, 'main', { head: commit('e') });

  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ head: 'eeeeeeeeeeee' }]);
});

test('one that is open keeps the title that somebody gave it', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  await forge.edit(opened, { title: 'By hand', text: 'x' });

  expect(await openOne(forge)).toEqual({ ...opened, title: 'By hand', text: 'x' });
  expect(fake.asked.filter((line) => /^POST .*\/pullrequests$/.test(line))).toHaveLength(1);
});

test.each(['same', 'another', 'refused'] as const)(
  'of two jobs that open one at the same time (%s), both get the first, and one is open',
  async (onSecond) => {
    const { fake, forge } = await withFakeBitbucket();
    fake.repository.settings.onSecond = onSecond;
    fake.onRequest = (line) => {
      if (!/^POST .*\/pullrequests$/.test(line)) return;
      fake.onRequest = () => undefined;
      fake.repository.addPull(BRANCH, 'main', { author: 'other' });
    };

    expect(await openOne(forge)).toMatchObject({ number: 1, state: 'open', head: commit('b') });

    expect(fake.repository.pulls.filter(({ state }) => state === 'OPEN')).toHaveLength(1);
  },
);

test.each(['same', 'another', 'refused'] as const)(
  'where the answer was lost (%s), one is open after it was asked for again',
  async (onSecond) => {
    const { fake, forge } = await withFakeBitbucket();
    fake.repository.settings.onSecond = onSecond;
    fake.fail({ on: /^POST .*\/pullrequests$/, instead: 'drop-after' });

    expect(await openOne(forge)).toMatchObject({ number: 1, state: 'open' });

    expect(fake.repository.pulls.filter(({ state }) => state === 'OPEN')).toHaveLength(1);
  },
);

test('after one that was declined, a new one is opened', async () => {
  const { forge } = await withFakeBitbucket();
  await forge.close(await openOne(forge));

  expect(await openOne(forge)).toMatchObject({ number: 2, state: 'open' });
});

test('a branch that was pushed a moment ago is waited for', async () => {
  const { fake, forge, pauses } = await withFakeBitbucket();
  fake.setBranch('late', undefined);
  let asked = 0;
  fake.onRequest = (line) => {
    if (line.startsWith('POST') && (asked += 1) === 2) fake.setBranch('late', commit('c'));
  };

  expect(await openOne(forge, 'late')).toMatchObject({ branch: 'late' });
  expect(pauses).toEqual([500]);
});

test('a branch that the host never knows is an error after a while', async () => {
  const { forge, pauses } = await withFakeBitbucket();

  expect(await messageOf(openOne(forge, 'gone'))).toBe(
    "Bitbucket (HOST): cannot open a pull request of 'gone': 400 Bad request: source branch not found: gone. Push it, or compare --base, and run again.",
  );
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(15_000);
});

test('editing leaves the reviewers as they are', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const pull = fake.repository.addPull(BRANCH, 'main', { reviewers: ['ann', 'bob'] });
  const [found] = await forge.pullRequestsOf(BRANCH, 'main');
  if (found === undefined) throw new Error('nothing was found');

  await forge.edit(found, { title: 'Again', text: 'ü'.repeat(30_000) });

  expect(pull).toMatchObject({ title: 'Again', reviewers: ['ann', 'bob'] });
});

test('one that is declined cannot be edited', async () => {
  const { forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  await forge.close(opened);

  expect(await messageOf(forge.edit(opened, { title: 'Again', text: '' }))).toBe(
    'Bitbucket (HOST): cannot edit pull request 1: 400 This pull request is already closed. Mend what it names, and run again.',
  );
});

test('declining is done once: what is declined or merged stays as it is', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const [first, second] = [await openOne(forge), fake.repository.addPull('other', 'main', { state: 'MERGED' })];

  fake.fail({ on: /decline$/, instead: 'drop-after' });
  await forge.close(first);
  await forge.close({ ...first, number: second.number });

  expect(fake.repository.pulls.map(({ state }) => state)).toEqual(['DECLINED', 'MERGED']);
});

test('one that the host cannot decline is an error', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const opened = await openOne(forge);
  fake.fail({ on: /decline$/, instead: { status: 555, body: { type: 'error', error: { message: 'Timed out' } } } });

  expect(await messageOf(forge.close(opened))).toBe(
    'Bitbucket (HOST): cannot decline pull request 1: 555 Timed out. Run again, or decline it on its page.',
  );
});
