import type { ChangeAction } from './action.ts';
import { renderText, type Marker } from '../../change/pull-request-text.ts';
import type { PullRequest } from '../../forge/forge.ts';
import { tryMerge } from '../../git/try-merge.ts';
import { writeCommit } from '../../git/write-commit.ts';
import { openOf, type BranchState } from './branch-state.ts';
import { findClosed } from './find-closed.ts';
import { keep } from './keep.ts';
import { mergeByItself, type MergeRules } from './merge-by-itself.ts';
import { requireOnBranch, requireOpen, requireSameBase } from './overtaken.ts';
import type { ChangeSession } from './session.ts';
import { showPullRequest } from './show-pull-request.ts';
import { takeBack, takeBackLate } from './take-back.ts';

/** A change of the base branch, to be looked at before it is merged. */
export interface Proposal extends MergeRules {
  /** The commit that it is made on. */
  readonly base: string;
  /** Path from the root to the whole text; undefined removes the file. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly title: string;
  /** Of the pull request, in Markdown; the commit's message is the title and `message`. */
  readonly summary: string;
  readonly message: string;
  readonly marker: Marker;
  /** What somebody closed may be proposed again. */
  readonly again: boolean;
  /** The tree that the branch would give if it were merged as it is, where that is known. */
  readonly current?: string | undefined;
}

export interface Proposed {
  readonly action: ChangeAction;
  readonly pullRequest?: PullRequest | undefined;
  /** An approved one is there, and stays: this is to be done once it is merged or closed. */
  readonly pending?: true | undefined;
  readonly notes: readonly string[];
}

/**
 * Puts a change on its branch and opens its one pull request, or makes that new. What the branch has already, of an attempt that failed or of
 * another job, is not pushed once more; only what its pull request says about it may still be missing.
 */
export async function propose(session: ChangeSession, state: BranchState, proposal: Proposal): Promise<Proposed> {
  const { clone, forge, clock, author } = session;
  const { branch, tip, foreign, pullRequest } = state;
  if (foreign !== undefined) {
    const note = `${branch}: holds commit ${foreign}, which is not overwritten. Merge it, or close its pull request and delete the branch.`;
    return { action: 'refused', pullRequest, notes: [note] };
  }

  const open = openOf(state);
  const commit = await writeCommit(clone.git, {
    parent: proposal.base,
    files: proposal.files,
    message: `${proposal.title}\n\n${proposal.message}`,
    author,
    time: Math.floor(clock.now() / 1000),
  });
  if (commit === undefined) return withdraw(session, state);
  const closed = await findClosed(session, state, proposal, commit);
  if (closed !== undefined) {
    const note = `#${closed.number}: proposed the same, and somebody closed it. Add --again to propose it once more.`;
    return { action: 'refused', pullRequest: closed, notes: [note] };
  }
  const there = (await gives(session, state, proposal, commit)) ? tip : undefined;
  if (there !== undefined && isSaid(state, proposal)) return keep(session, state, proposal);
  if (there === undefined) {
    const obstacle = forge === undefined || open === undefined ? undefined : await takeBack(forge, open, proposal);
    if (obstacle !== undefined)
      return { action: 'superseded', pullRequest: open, pending: true, notes: [`superseded: pending. ${obstacle}`] };
    await clone.push(branch, commit, tip);
  }
  const head = there ?? commit;
  await requireSameBase(clone, proposal.base, new Set(proposal.files.keys()));
  const notes = state.isUprooted
    ? [`${branch}: stood on commits that ${clone.base} no longer has, and is made new without them.`]
    : [];
  if (forge === undefined) return { action: tip === undefined ? 'created' : 'updated', notes };

  await requireOnBranch(clone, branch, head);
  if (open !== undefined) await requireOpen(forge, open);
  const shown = await showPullRequest(forge, clone, { branch, head, isNew: tip === undefined }, proposal, open);
  if (open !== undefined) notes.push(...(await takeBackLate(forge, shown, proposal)));
  notes.push(...(await mergeByItself(forge, shown, head, proposal)));
  return { action: open === undefined ? 'created' : 'updated', pullRequest: shown, notes };
}

/** The change of a branch is in the base already: its pull request is closed, and the branch goes. */
export async function withdraw({ clone, forge }: ChangeSession, state: BranchState): Promise<Proposed> {
  const { branch, tip, pullRequest, foreign } = state;
  if (foreign !== undefined || tip === undefined) return { action: 'none', pullRequest, notes: [] };
  // First what fails where somebody has pushed another change since: that one stays open.
  await clone.push(branch, undefined, tip);
  if (pullRequest?.state === 'open') await forge?.close(pullRequest);
  const notes =
    pullRequest?.state === 'open' ? [`#${pullRequest.number}: was closed, as nothing of it is left to merge.`] : [];
  return { action: 'none', pullRequest, notes };
}

/** Whether the branch, merged as it is, would give what a commit does. */
async function gives(
  { clone: { git } }: ChangeSession,
  { tip, fork, isUprooted }: BranchState,
  { base, current }: Proposal,
  commit: string,
): Promise<boolean> {
  if (tip === undefined || fork === undefined || isUprooted) return false;
  return (await git.run(['rev-parse', `${commit}^{tree}`])) === (current ?? (await tryMerge(git, base, tip)));
}

/** Whether the pull request needs no other words: where its marker names no image, they themselves have to be those of the change. */
function isSaid(state: BranchState, { summary, marker }: Proposal): boolean {
  const open = openOf(state);
  if (state.stage !== 'proposed') return false;
  if (open === undefined || Object.keys(marker.images).length > 0) return true;
  return wordsOf(open.text) === wordsOf(renderText(summary, marker, open.text));
}

/** Hosts keep no space as it was. */
function wordsOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
