import { expect, test } from 'vitest';
import { messageOf } from '../../http/client-of.ts';
import { commit, withFakeGitHub } from './with-fake-github.ts';

test('one is opened, with everything that is known of it', async () => {
  const { fake, forge } = await withFakeGitHub({ branches: { main: commit('a'), 'kumiki/bump/x': commit('b') } });

  const opened = await forge.open({ branch: 'kumiki/bump/x', base: 'main', title: 'Bump', text: 'from → to' });

  expect(opened).toEqual({
    number: 1,
    url: 'https://github.example.com/acme/manifests/pull/1',
    state: 'open',
    branch: 'kumiki/bump/x',
    base: 'main',
    head: commit('b'),
    title: 'Bump',
    text: 'from → to',
  });
  expect(await forge.pullRequestsOf('kumiki/bump/x', 'main')).toEqual([opened]);
  expect(fake.asked).toHaveLength(2);
});

test('where there is one already, it is given as it is', async () => {
  const { fake, forge } = await withFakeGitHub();
  fake.repository.addPull('bump', 'main', { state: 'closed' });
  fake.repository.addPull('bump', 'main', { title: 'First' });

  expect(await forge.open({ branch: 'bump', base: 'main', title: 'Second', text: '' })).toMatchObject({
    number: 2,
    title: 'First',
  });
  expect(fake.repository.state.pulls).toHaveLength(2);
});

test('one whose answer was lost is opened once', async () => {
  const { fake, forge, pauses } = await withFakeGitHub();
  fake.fail({ on: /^POST/, instead: 'drop-after' });

  expect(await forge.open({ branch: 'bump', base: 'main', title: 'Bump', text: '' })).toMatchObject({ number: 1 });
  expect(fake.repository.state.pulls).toHaveLength(1);
  expect(pauses).toEqual([250]);
});

test('all of a branch, open or not, the newest first, and none of forks, other branches and other bases', async () => {
  const { fake, forge } = await withFakeGitHub({
    branches: { main: commit('a'), bump: commit('b'), next: commit('c') },
  });
  fake.repository.addPull('bump', 'main', { state: 'closed', merged: true });
  fake.repository.addPull('bump', 'main', { state: 'closed', body: null });
  fake.repository.addPull('bump', 'main', { from: 'mallory/manifests' });
  fake.repository.addPull('bump', 'main', { from: 'acme/fork-of-manifests' });
  fake.repository.addPull('bump', 'main', { from: undefined });
  fake.repository.addPull('bump', 'next');
  fake.repository.addPull('other', 'main');
  fake.repository.addPull('bump', 'main');

  const found = await forge.pullRequestsOf('bump', 'main');

  expect(found.map(({ number, state, text }) => [number, state, text])).toEqual([
    [8, 'open', ''],
    [2, 'closed', ''],
    [1, 'merged', ''],
  ]);
});

test('the open ones of a prefix come the oldest first, from all pages', async () => {
  const { fake, forge } = await withFakeGitHub();
  for (let count = 1; count <= 230; count += 1) fake.repository.addPull(`kumiki/bump/${count}`, 'main');
  fake.repository.addPull('feature', 'main');
  fake.repository.addPull('kumiki/bump/closed', 'main', { state: 'closed' });
  fake.repository.addPull('kumiki/bump/fork', 'main', { from: 'mallory/manifests' });

  const found = await forge.openPullRequests('kumiki/bump/', 'main');

  expect(found.map(({ number }) => number)).toEqual(Array.from({ length: 230 }, (_, index) => index + 1));
  expect(fake.asked).toHaveLength(3);
});

test('title and text are changed, and one is closed, as often as it is asked', async () => {
  const { fake, forge } = await withFakeGitHub();
  const opened = await forge.open({ branch: 'bump', base: 'main', title: 'Bump', text: '' });
  fake.fail({ on: /^PATCH/, instead: 'drop-after', times: 2 });

  await forge.edit(opened, { title: 'Better', text: 'more' });
  await forge.close(opened);
  await forge.close(opened);

  expect(fake.repository.state.pulls).toMatchObject([{ title: 'Better', body: 'more', state: 'closed' }]);
});

const REFUSALS = [
  [
    'a branch that is not there',
    { branch: 'missing' },
    "GitHub (HOST): cannot open a pull request of 'missing': 422 Validation Failed: resource PullRequest, field head, code invalid. Mend what it names, and run again.",
  ],
  [
    'a base that is not there',
    { base: 'missing' },
    "GitHub (HOST): cannot open a pull request of 'bump': 422 Validation Failed: resource PullRequest, field base, code invalid. Mend what it names, and run again.",
  ],
  [
    'a branch without a commit of its own',
    { branch: 'same' },
    "GitHub (HOST): cannot open a pull request of 'same': 422 Validation Failed: No commits between main and same. Mend what it names, and run again.",
  ],
  [
    'a text that is too long',
    { text: 'x'.repeat(65_537) },
    "GitHub (HOST): cannot open a pull request of 'bump': 422 Validation Failed: body is too long (maximum is 65536 characters). Mend what it names, and run again.",
  ],
] as const;

test.each(REFUSALS)('%s is refused', async (_, wrong, message) => {
  const { forge } = await withFakeGitHub({ branches: { main: commit('a'), bump: commit('b'), same: commit('a') } });

  expect(await messageOf(forge.open({ branch: 'bump', base: 'main', title: 'Bump', text: '', ...wrong }))).toBe(
    message,
  );
});

test('what is not there cannot be changed', async () => {
  const { fake, forge } = await withFakeGitHub();
  const opened = await forge.open({ branch: 'bump', base: 'main', title: 'Bump', text: '' });
  fake.repository.state.pulls.length = 0;

  expect(await messageOf(forge.close(opened))).toBe(
    'GitHub (HOST): cannot close pull request 1: 404 Not Found. It is not there, or the token cannot see it: compare the name of the repository, and the rights of the token.',
  );
});

test('an answer without what it must hold is told', async () => {
  const { fake, forge } = await withFakeGitHub();
  fake.fail({
    instead: {
      status: 200,
      body: [{ number: '1', head: { repo: { full_name: 'a/b' } }, base: { repo: { full_name: 'a/b' } } }],
    },
  });

  expect(await messageOf(forge.pullRequestsOf('bump', 'main'))).toBe(
    "GitHub (HOST): cannot list pull requests: the answer has no number at 'number'. Compare --api with the address of its API.",
  );
});
