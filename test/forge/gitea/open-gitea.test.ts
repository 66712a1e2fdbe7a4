import { expect, test } from 'vitest';
import type { Forge, PullRequest } from '../../../lib/forge/forge.ts';
import { openGitea } from '../../../lib/forge/gitea/open-gitea.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import { withFakeGitea, type WithFakeGitea } from './with-fake-gitea.ts';

const BRANCH = 'kumiki/bump/production/users';

test('Forgejo merges what meets its rules already only when it is told to', async () => {
  const world = await withFakeGitea({ kind: 'forgejo' });
  const { opened, head } = await openOne(world);

  expect(await world.bot.armAutoMerge(opened, head)).toBe('ready');
  expect(world.fake.repository.pulls[0]?.merged).toBe(false);

  expect(await world.bot.merge(opened, head)).toBeUndefined();
  expect(await world.branches()).toEqual(['main']);
});

test('an old Gitea merges at once where every status is green', async () => {
  const world = await withFakeGitea({ kind: 'gitea-1.21' });
  const { opened, head } = await openOne(world);
  await world.report(head, 'ci', 'success');

  expect(await world.bot.armAutoMerge(opened, head)).toBe('ready');

  expect(world.fake.repository.pulls[0]?.merged).toBe(true);
  expect(await world.bot.merge(opened, head)).toBeUndefined();
});

test('an old Gitea leaves the branch of what it merged by itself: merging it again removes that', async () => {
  const world = await withFakeGitea({ kind: 'gitea-1.21' });
  await world.protect({ checks: ['ci'] });
  const { opened, head } = await openOne(world);
  await world.bot.armAutoMerge(opened, head);
  await world.report(head, 'ci', 'success');
  expect(await world.branches()).toContain(BRANCH);

  expect(await world.bot.merge(opened, head)).toBeUndefined();

  expect(await world.branches()).toEqual(['main']);
});

test('an old Gitea, which finds none by two branches, is asked for lists', async () => {
  const world = await withFakeGitea({ kind: 'gitea-1.21' });
  expect(await world.bot.pullRequestsOf(BRANCH, 'main')).toEqual([]);
  const { opened } = await openOne(world);

  expect(await world.bot.pullRequestsOf(BRANCH, 'main')).toEqual([opened]);
});

test('where a branch never had a pull request, one question is enough', async () => {
  const { fake, bot } = await withFakeGitea();

  await bot.pullRequestsOf(BRANCH, 'release/1.0');

  expect(fake.asked).toEqual(['GET /repos/acme/manifests/pulls/release/1.0/kumiki/bump/production/users']);
});

test('a list of closed ones is read no further than to the page that has one of the branch', async () => {
  const world = await withFakeGitea();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await world.bot.close((await openOne(world, name)).opened);
  const before = world.fake.asked.length;

  expect(await world.bot.pullRequestsOf('e', 'main')).toMatchObject([{ branch: 'e', state: 'closed' }]);

  expect(world.fake.asked.slice(before).filter((line) => line.includes('state=closed'))).toHaveLength(1);
});

test.each(['drop-before', 'drop-after'] as const)(
  'a connection that breaks off (%s) changes nothing in the end',
  async (instead) => {
    const world = await withFakeGitea();
    const head = await world.push(BRANCH);
    world.fake.fail({ on: /^POST .*\/pulls$/, instead });
    world.fake.fail({ on: /^PATCH/, instead });
    world.fake.fail({ on: /\/merge$/, instead });

    const opened = await open(world.bot);
    await world.bot.edit(opened, { title: 'Again', text: 'More' });

    expect(await world.bot.merge(opened, head)).toBeUndefined();
    expect(world.fake.repository.pulls).toMatchObject([{ title: 'Again', merged: true }]);
  },
);

test('limits and faults of the host are waited for', async () => {
  const world = await withFakeGitea();
  await world.push(BRANCH);
  world.fake.fail({ instead: { status: 429, headers: { 'retry-after': '7' } } });
  world.fake.fail({ instead: { status: 502, body: '<html><title>Bad Gateway</title></html>' } });

  await open(world.bot);

  expect(world.pauses).toContain(7000);
});

test('a branch that the host never knows is an error after a while', async () => {
  const { bot, pauses } = await withFakeGitea();

  await expect(open(bot)).rejects.toThrow(
    `cannot open a pull request of '${BRANCH}': it does not know '${BRANCH}', or 'main'. Compare --base, then run this again.`,
  );

  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(15_000);
});

test('a repository without pull requests says so at once', async () => {
  const world = await withFakeGitea();
  world.fake.repository.hasPullRequests = false;

  await expect(open(world.bot)).rejects.toThrow('the repository has no pull requests. Turn them on in its settings.');
  expect(world.pauses).toEqual([]);
});

test('an archived repository says what to do', async () => {
  const world = await withFakeGitea();
  const body = { message: 'Repo is archived' };
  world.fake.fail({ on: /^POST/, instead: { status: 423, body } });

  await expect(open(world.bot)).rejects.toThrow(
    '423 Repo is archived. Take it out of the archive in its settings, or name another repository with --repository.',
  );
});

test.each([
  ['squash', ['merge', 'squash'], 'squash'],
  ['merge', ['rebase-merge', 'fast-forward-only'], 'rebase-merge'],
])('with %s as the default and %j allowed, it is merged by %s', async (defaultStyle, allowed, expected) => {
  const world = await withFakeGitea();
  Object.assign(world.fake.repository, { defaultMergeStyle: defaultStyle, mergeStyles: allowed });
  const { opened, head } = await openOne(world);
  const styles: unknown[] = [];
  world.fake.onMerge = (style) => styles.push(style);

  expect(await world.bot.merge(opened, head)).toBeUndefined();

  expect(styles.at(-1)).toBe(expected);
});

test('a pull request that is being changed by somebody else is edited after that', async () => {
  const world = await withFakeGitea();
  const { opened } = await openOne(world);
  world.fake.fail({ on: /^PATCH/, instead: { status: 409, body: { message: 'issue was already changed' } }, times: 2 });

  await world.bot.edit(opened, { title: 'Again', text: '' });

  expect(world.fake.repository.pulls[0]?.title).toBe('Again');
});

test('auto-merge that somebody else armed cannot be disarmed by a bot', async () => {
  const world = await withFakeGitea();
  await world.protect({ checks: ['ci'] });
  const { opened, head } = await openOne(world);
  await world.owner.armAutoMerge(opened, head);

  expect(await world.bot.disarmAutoMerge(opened)).toBe(false);
  expect(await world.owner.disarmAutoMerge(opened)).toBe(true);
});

test('auto-merge that was armed for a head that changed meanwhile is disarmed', async () => {
  const world = await withFakeGitea();
  await world.protect({ checks: ['ci'] });
  const { opened, head } = await openOne(world);
  world.fake.onMerge = () => void world.push(BRANCH);

  expect(await world.bot.armAutoMerge(opened, head)).toEqual({ why: expect.stringMatching(/^its head is /) });

  expect(await world.owner.isAutoMergeArmed(opened)).toBe(false);
});

test('a project is an owner and a name', () => {
  const options = { api: 'https://git.example.com/api/v1', token: undefined, env: {}, clock: recordedClock() };

  expect(() => openGitea({ ...options, project: 'a/b/c' })).toThrow(
    "Gitea: 'a/b/c' is no repository there. Name it as owner/name with --repository.",
  );
});

async function openOne(
  { bot, push }: WithFakeGitea,
  branch = BRANCH,
): Promise<{ readonly opened: PullRequest; readonly head: string }> {
  const head = await push(branch);
  return { head, opened: await open(bot, branch) };
}

function open(forge: Forge, branch = BRANCH): Promise<PullRequest> {
  return forge.open({ branch, base: 'main', title: 'Bump users', text: 'From 1 to 2.' });
}
