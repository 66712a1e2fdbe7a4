import type { PullRequest } from '../../forge/forge.ts';
import type { Git } from '../../git/git.ts';
import { tryMerge } from '../../git/try-merge.ts';
import { isOurCommit } from '../../git/write-commit.ts';
import { readBranchContent, type BranchContent } from './branch-content.ts';
import { speaksOf } from './marked-images.ts';
import type { ChangeSession } from './session.ts';

/** A branch of ours on the remote, as it is now. */
export interface BranchState {
  readonly branch: string;
  /** Its last commit; undefined where there is no such branch. */
  readonly tip: string | undefined;
  /** The newest commit of the base that it has; undefined where it has nothing that the base has not. */
  readonly fork: string | undefined;
  /** A commit on it that is somebody else's: `abc1234 of Ada`. */
  readonly foreign: string | undefined;
  /** It stands on commits that the base has lost since, as it was rewritten: these are nobody's work on this branch, and must not come back by it. */
  readonly isUprooted: boolean;
  /** The newest one of this branch, open or not. */
  readonly pullRequest: PullRequest | undefined;
  /** All of this branch that the host tells, the newest first. */
  readonly pullRequests: readonly PullRequest[];
  readonly stage: BranchStage;
  /** There is such a branch, and nothing of it is left to merge. */
  readonly isSpent: boolean;
}

/**
 * - `none`: it has nothing that the base has not.
 * - `pushed`: no pull request says what it has. A job is about to open one, or to make the words of an older one new, or has failed at that.
 * - `proposed`: an open pull request says it; on plain git the branch itself is the proposal.
 * - `over`: the pull request that says it was merged or closed.
 */
export type BranchStage = 'none' | 'pushed' | 'proposed' | 'over';

/** @param base the commit at the tip of the base */
export async function readBranchState(session: ChangeSession, branch: string, base: string): Promise<BranchState> {
  const { clone, forge } = session;
  const tip = await clone.tipOf(branch);
  const pullRequests = (await forge?.pullRequestsOf(branch, clone.base)) ?? [];
  const [pullRequest] = pullRequests;
  const known = { branch, tip, pullRequest, pullRequests };
  const nothing = { fork: undefined, foreign: undefined, isUprooted: false };
  if (tip === undefined) return { ...nothing, ...known, stage: 'none', isSpent: false };
  const commits = await listCommits(clone.git, `${base}..${tip}`);
  const ahead = commits.length === 0 ? nothing : await readAhead(clone.git, commits, base, tip);
  const { fork, foreign } = ahead;
  if (fork === undefined) return { ...ahead, ...known, stage: 'none', isSpent: true };
  // What people made of it is not ours to read.
  const content = foreign === undefined ? await readBranchContent(clone.git, { base, fork, tip }) : undefined;
  const stage = forge === undefined ? 'proposed' : stageOf(pullRequest, content);
  const isSpent = stage === 'over' ? pullRequest?.state === 'merged' : content?.isInBase === true;
  return { ...ahead, ...known, stage, isSpent };
}

/** The pull request of a branch that is open. */
export function openOf({ pullRequest }: BranchState): PullRequest | undefined {
  return pullRequest?.state === 'open' ? pullRequest : undefined;
}

/** Of a branch that has something. */
function stageOf(pullRequest: PullRequest | undefined, content: BranchContent | undefined): BranchStage {
  const isSaid =
    pullRequest !== undefined && (content === undefined || speaksOf(pullRequest, content.images) !== false);
  if (!isSaid) return 'pushed';
  return pullRequest.state === 'open' ? 'proposed' : 'over';
}

type Ahead = Pick<BranchState, 'fork' | 'foreign' | 'isUprooted'>;

/** @param ahead what the branch has and the base has not, the newest first */
async function readAhead(git: Git, ahead: readonly string[], base: string, tip: string): Promise<Ahead> {
  const foreign = await findForeign(git, ahead);
  const change = foreign && (await findChange(git, ahead.slice(0, ahead.indexOf(foreign))));
  // A change is always made on the base as it was: what lies below it came from there.
  if (change !== undefined)
    return { fork: await git.run(['rev-parse', `${change}^`]), foreign: undefined, isUprooted: true };
  return {
    fork: await git.run(['merge-base', base, tip]),
    foreign: foreign && (await git.run(['show', '--no-patch', '--format=%h of %an', foreign])),
    isUprooted: false,
  };
}

async function listCommits(git: Git, range: string): Promise<readonly string[]> {
  return (await git.run(['rev-list', '--topo-order', range])).split('\n').filter((line) => line !== '');
}

async function findForeign(git: Git, commits: readonly string[]): Promise<string | undefined> {
  for (const commit of commits)
    if (!(await isOurCommit(git, commit)) && !(await isCleanMerge(git, commit))) return commit;
  return undefined;
}

/** The newest of ours that changes data: one that renders alone is made on whatever the branch has. */
async function findChange(git: Git, commits: readonly string[]): Promise<string | undefined> {
  for (const commit of commits) {
    const args = ['diff-tree', '-r', '--name-only', '--no-commit-id', commit, '--', 'environments/'];
    if ((await isOurCommit(git, commit)) && (await git.run(args)) !== '') return commit;
  }
  return undefined;
}

/** The merge of a button that brings a branch up to date holds nothing of its own: doing it again gives the same. */
async function isCleanMerge(git: Git, commit: string): Promise<boolean> {
  const [tree = '', parents = ''] = (await git.run(['show', '--no-patch', '--format=%T%n%P', commit])).split('\n');
  const [one, other, ...more] = parents.split(' ');
  if (one === undefined || other === undefined || more.length > 0) return false;
  return (await tryMerge(git, one, other)) === tree;
}
