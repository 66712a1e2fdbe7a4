import { expect } from 'vitest';
import type { Forge, PullRequest } from '../../../lib/forge/forge.ts';
import type { GiteaWorld } from './gitea-world.ts';

export interface GiteaCase {
  readonly title: string;
  readonly run: (world: GiteaWorld) => Promise<void>;
}

const BRANCH = 'kumiki/bump/production/users';

/** What holds for the real Gitea, and so for the fake one. */
export const GITEA_CASES: readonly GiteaCase[] = [
  {
    title: 'a pull request is opened right after its branch was pushed, found, edited and closed',
    async run({ bot, push }) {
      expect(await bot.pullRequestsOf(BRANCH, 'main')).toEqual([]);
      const head = await push(BRANCH);

      const opened = await openOne(bot);

      expect(opened).toMatchObject({
        number: 1,
        state: 'open',
        branch: BRANCH,
        base: 'main',
        head,
        title: 'Bump users',
      });
      expect(opened.url).toMatch(/\/pulls\/1$/);
      await bot.edit(opened, { title: 'Bump users again', text: 'ü'.repeat(70_000) });
      await bot.edit(opened, { title: 'Bump users again', text: '' });
      expect(await bot.pullRequestsOf(BRANCH, 'main')).toEqual([{ ...opened, title: 'Bump users again', text: '' }]);
      expect(await bot.pullRequestsOf(BRANCH, 'other')).toEqual([]);
      await bot.close(opened);
      await bot.close(opened);
      expect(await bot.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ number: 1, state: 'closed', branch: BRANCH }]);
    },
  },
  {
    title: 'two jobs that open one of the same branch get the same',
    async run({ bot, push }) {
      await push(BRANCH);

      const [one, other] = [await openOne(bot), await openOne(bot)];

      expect(other).toEqual(one);
    },
  },
  {
    title: 'after one that was closed, the new one is the newest',
    async run({ bot, push }) {
      await push(BRANCH);
      await bot.close(await openOne(bot));

      const { number } = await openOne(bot);

      expect(number).toBe(2);
      expect((await bot.pullRequestsOf(BRANCH, 'main'))[0]).toMatchObject({ number: 2, state: 'open' });
      expect((await bot.pullRequestsOf(BRANCH, 'main'))[0]?.number).toBe(2);
    },
  },
  {
    title: 'base and branch may have slashes',
    async run({ bot, push }) {
      await push('release/1.0');
      await push(BRANCH);

      const opened = await bot.open({ branch: BRANCH, base: 'release/1.0', title: 'Bump users', text: '' });

      expect(await bot.pullRequestsOf(BRANCH, 'release/1.0')).toEqual([opened]);
      expect(await bot.openPullRequests('kumiki/', 'release/1.0')).toEqual([opened]);
      expect(await bot.pullRequestsOf(BRANCH, 'main')).toEqual([]);
    },
  },
  {
    title: 'lists have more than one page, the oldest open one first, and no forks',
    async run({ bot, push, openFromFork }) {
      const prefix = 'kumiki/bump/';
      await openFromFork(`${prefix}fork`);
      const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `${prefix}${name}`);
      for (const name of names) {
        await push(name);
        await openOne(bot, name);
      }
      await push('other');
      await openOne(bot, 'other');

      const open = await bot.openPullRequests(prefix, 'main');

      expect(open.map(({ branch }) => branch)).toEqual(names);
      expect(await bot.openPullRequests(prefix, 'release')).toEqual([]);
      for (const pullRequest of open) await bot.close(pullRequest);
      expect(await bot.pullRequestsOf(`${prefix}a`, 'main')).toMatchObject([{ branch: `${prefix}a`, state: 'closed' }]);
      expect(await bot.pullRequestsOf(`${prefix}fork`, 'main')).toEqual([]);
    },
  },
  {
    title: 'one that nothing forbids is merged, its branch goes, and merging it again is no error',
    async run({ bot, push, branches }) {
      const head = await push(BRANCH);
      const opened = await openOne(bot);

      expect(await bot.merge(opened, head)).toBeUndefined();

      expect(await branches()).toEqual(['main']);
      expect(await bot.merge(opened, head)).toBeUndefined();
      await bot.close(opened);
      expect(await bot.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ state: 'merged', branch: BRANCH, head }]);
    },
  },
  {
    title: 'only the head that was meant is merged',
    async run({ bot, push, branches }) {
      const old = await push(BRANCH);
      const opened = await openOne(bot);
      const head = await push(BRANCH);

      expect(await bot.merge(opened, old)).toEqual({ why: `its head is ${head}, and not ${old}` });
      expect(await bot.armAutoMerge(opened, old)).toEqual({ why: `its head is ${head}, and not ${old}` });

      expect(await branches()).toContain(BRANCH);
    },
  },
  {
    title: 'what rules forbid is said, and nothing is merged',
    async run({ bot, push, protect, report, approve }) {
      const head = await push(BRANCH);
      const opened = await openOne(bot);
      await protect({ approvals: 1, checks: ['ci/*'] });

      expect(await bot.merge(opened, head)).toEqual({ why: 'Not all required status checks successful' });
      await report(head, 'ci/test', 'success');
      expect(await bot.merge(opened, head)).toEqual({ why: 'Does not have enough approvals' });
      await approve(opened.number);
      expect(await bot.merge(opened, head)).toBeUndefined();
    },
  },
  {
    title: 'one that has conflicts, or was closed, is not merged',
    async run({ bot, push, conflict }) {
      const head = await push(BRANCH);
      const opened = await openOne(bot);
      await conflict();

      expect(await bot.merge(opened, head)).toEqual({ why: expect.stringMatching(/^it has conflicts with its base/) });
      expect(await bot.merge(opened, head)).toEqual({ why: expect.stringMatching(/^it has conflicts with its base/) });

      await bot.close(opened);
      expect(await bot.merge(opened, head)).toEqual({ why: 'it is closed' });
      expect(await bot.armAutoMerge(opened, head)).toEqual({ why: 'it is closed' });
    },
  },
  {
    title: 'approvals are taken back by an administrator of the repository, not by a bot that may write',
    async run({ bot, owner, push, protect, approve }) {
      await protect({ approvals: 1 });
      await push(BRANCH);
      const opened = await openOne(bot);
      expect(await bot.isApproved(opened)).toBe(false);
      expect(await bot.dismissApprovals(opened, 'Nothing to dismiss')).toBe(true);

      await approve(opened.number);

      expect(await bot.isApproved(opened)).toBe(true);
      expect(await bot.dismissApprovals(opened, 'Another change')).toBe(false);
      expect(await bot.isApproved(opened)).toBe(true);
      expect(await owner.dismissApprovals(opened, 'Another change')).toBe(true);
      expect(await bot.isApproved(opened)).toBe(false);
    },
  },
  {
    title: 'an approval that the host dismisses after a push counts no more',
    async run({ bot, push, protect, approve }) {
      await protect({ approvals: 1, dismissStale: true });
      await push(BRANCH);
      const opened = await openOne(bot);
      await approve(opened.number);

      await push(BRANCH);

      expect(await bot.isApproved(opened)).toBe(false);
    },
  },
  {
    title: 'an approval that the host keeps after a push counts still',
    async run({ bot, push, protect, approve }) {
      await protect({ approvals: 1 });
      await push(BRANCH);
      const opened = await openOne(bot);
      await approve(opened.number);

      const head = await push(BRANCH);

      expect(await bot.isApproved(opened)).toBe(true);
      expect(await bot.merge(opened, head)).toBeUndefined();
    },
  },
  {
    title: 'auto-merge is armed once, and merges when its rules are met',
    async run({ bot, owner, push, protect, report }) {
      await protect({ checks: ['ci'] });
      const head = await push(BRANCH);
      const opened = await openOne(bot);
      expect(await owner.isAutoMergeArmed(opened)).toBe(false);

      expect(await bot.armAutoMerge(opened, head)).toBe('armed');
      expect(await bot.armAutoMerge(opened, head)).toBe('armed');

      expect(await owner.isAutoMergeArmed(opened)).toBe(true);
      expect(await bot.isQueued(opened)).toBe(false);
      await report(head, 'ci', 'success');
      await expect
        .poll(async () => (await bot.pullRequestsOf(BRANCH, 'main'))[0]?.state, { timeout: 20_000 })
        .toBe('merged');
      expect(await bot.isAutoMergeArmed(opened)).toBe(false);
      expect(await bot.disarmAutoMerge(opened)).toBe(true);
    },
  },
  {
    title: 'auto-merge is disarmed, also again, and where a token cannot see whether it is armed, it may be',
    async run({ bot, owner, push, protect, report }) {
      await protect({ checks: ['ci'] });
      const head = await push(BRANCH);
      const opened = await openOne(bot);
      expect(await bot.isAutoMergeArmed(opened)).toBe(true);
      await bot.armAutoMerge(opened, head);

      expect(await bot.disarmAutoMerge(opened)).toBe(true);
      expect(await bot.disarmAutoMerge(opened)).toBe(true);

      expect(await owner.isAutoMergeArmed(opened)).toBe(false);
      await report(head, 'ci', 'success');
      expect(await bot.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ state: 'open' }]);
    },
  },
  {
    title: 'where nothing is left to wait for, arming says so, and merging then is no error',
    async run({ bot, push, protect, report, approve, branches }) {
      await protect({ checks: ['ci/*'], approvals: 1 });
      const head = await push(BRANCH);
      const opened = await openOne(bot);
      await report(head, 'ci/test', 'success');
      await approve(opened.number);

      expect(await bot.armAutoMerge(opened, head)).toBe('ready');

      expect(await bot.merge(opened, head)).toBeUndefined();
      expect(await bot.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ state: 'merged' }]);
      expect(await branches()).toEqual(['main']);
    },
  },
  {
    title: 'without rules nothing is left to wait for',
    async run({ bot, push }) {
      const head = await push(BRANCH);
      const opened = await openOne(bot);

      expect(await bot.armAutoMerge(opened, head)).toBe('ready');
      expect(await bot.merge(opened, head)).toBeUndefined();
    },
  },
  {
    title: 'the newest status of each context of a commit',
    async run({ bot, push, report }) {
      const head = await push(BRANCH);
      expect(await bot.commitStatuses(head)).toEqual([]);
      await report(head, 'ci', 'failure');
      for (const name of ['a', 'b', 'c', 'd', 'e']) await report(head, name, 'pending');
      await report(head, 'strange', 'warning');
      await report(head, 'ci', 'success');

      const statuses = await bot.commitStatuses(head);

      expect(Object.fromEntries(statuses.map(({ context, state }) => [context, state]))).toEqual({
        ci: 'success',
        a: 'pending',
        b: 'pending',
        c: 'pending',
        d: 'pending',
        e: 'pending',
        strange: 'failure',
      });
      expect(statuses).toHaveLength(7);
    },
  },
  {
    title: 'a wrong token, a scope that is missing and a repository that is not there are told apart',
    async run({ reader, stranger, nowhere, push }) {
      await push(BRANCH);

      expect(await messageOf(stranger)).toMatch(
        /: cannot open a pull request of '.*': 401 .*\. The token is wrong or expired: put a valid one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE\.$/,
      );
      expect(await messageOf(reader)).toMatch(
        /: 403 token does not have .*\. Make a token that has the scope write:repository \(Settings, Applications\), and put it into KUMIKI_TOKEN\.$/,
      );
      expect(await messageOf(nowhere)).toMatch(/: cannot read the repository: 404 .*It is not there, or the token/);
    },
  },
];

function openOne(forge: Forge, branch = BRANCH): Promise<PullRequest> {
  return forge.open({ branch, base: 'main', title: 'Bump users', text: 'From 1 to 2.' });
}

async function messageOf(forge: Forge): Promise<string> {
  try {
    await openOne(forge);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'nothing was thrown';
}
