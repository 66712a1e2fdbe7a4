import type { ChangeAction } from './action.ts';
import { readMarker, renderText, type Marker } from '../../change/pull-request-text.ts';
import type { Forge, PullRequest } from '../../forge/forge.ts';
import { writeCommit } from '../../git/write-commit.ts';
import type { BranchState } from './branch-state.ts';
import { mergeByItself } from './merge-by-itself.ts';
import { requireOpen, requireSameBase } from './overtaken.ts';
import type { ChangeSession } from './session.ts';

/** A change of the base branch, to be looked at before it is merged. */
export interface Proposal {
  /** The commit that it is made on. */
  readonly base: string;
  /** Path from the root to the whole text; undefined removes the file. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly title: string;
  /** Of the pull request, in Markdown; the commit's message is the title and `message`. */
  readonly summary: string;
  readonly message: string;
  readonly marker: Marker;
  /** People approve it: what they approved is never replaced in silence. */
  readonly isReviewed: boolean;
  readonly autoMerge: boolean;
  /** What somebody closed may be proposed again. */
  readonly again: boolean;
  /** The tree that the branch would give if it were merged as it is: where that is this one, nothing is done. */
  readonly current?: string | undefined;
}

export interface Proposed {
  readonly action: ChangeAction;
  readonly pullRequest?: PullRequest | undefined;
  /** An approved one is there, and stays: this is to be done once it is merged or closed. */
  readonly pending?: true | undefined;
  readonly notes: readonly string[];
}

/** Puts a change on its branch and opens its one pull request, or makes that new. */
export async function propose(session: ChangeSession, state: BranchState, proposal: Proposal): Promise<Proposed> {
  const { clone, forge, clock, author } = session;
  const { branch, tip, pullRequest } = state;
  const objection = objectionTo(state, proposal);
  if (objection !== undefined) return { action: 'refused', pullRequest, notes: [objection] };

  const open = pullRequest?.state === 'open' ? pullRequest : undefined;
  const commit = await writeCommit(clone.git, {
    parent: proposal.base,
    files: proposal.files,
    message: `${proposal.title}\n\n${proposal.message}`,
    author,
    time: Math.floor(clock.now() / 1000),
  });
  if (commit === undefined) return withdraw(session, state);
  if (proposal.current !== undefined && (await clone.git.run(['rev-parse', `${commit}^{tree}`])) === proposal.current)
    return { action: 'none', pullRequest: open, notes: [] };
  const obstacle = forge === undefined || open === undefined ? undefined : await release(forge, open, proposal);
  if (obstacle !== undefined)
    return { action: 'superseded', pullRequest: open, pending: true, notes: [`superseded: pending. ${obstacle}`] };
  await clone.push(branch, commit, tip);
  await requireSameBase(clone, proposal.base, new Set(proposal.files.keys()));
  const notes = state.isUprooted
    ? [`${branch}: stood on commits that ${clone.base} no longer has, and is made new without them.`]
    : [];
  if (forge === undefined) return { action: tip === undefined ? 'created' : 'updated', notes };

  if (open !== undefined) await requireOpen(forge, open);
  const pushed = await showPullRequest(forge, branch, clone.base, proposal, open);
  if (open !== undefined && proposal.isReviewed && !(await isFree(forge, pushed, proposal)))
    notes.push(
      `#${pushed.number}: the host still counts an approval of what it was before. Look at it again before it is merged.`,
    );
  notes.push(...(await mergeByItself(forge, pushed, commit, proposal)));
  return { action: open === undefined ? 'created' : 'updated', pullRequest: pushed, notes };
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

/** Opens the pull request of a branch, or makes title and text of the open one new. */
export async function showPullRequest(
  forge: Forge,
  branch: string,
  base: string,
  { title, summary, marker }: Pick<Proposal, 'title' | 'summary' | 'marker'>,
  open: PullRequest | undefined,
): Promise<PullRequest> {
  const present = open ?? (await forge.open({ branch, base, title, text: renderText(summary, marker) }));
  const text = renderText(summary, marker, present.text);
  if (present.title !== title || present.text !== text) await forge.edit(present, { title, text });
  return { ...present, title, text };
}

function objectionTo({ branch, foreign, pullRequest }: BranchState, proposal: Proposal): string | undefined {
  if (foreign !== undefined)
    return `${branch}: holds commit ${foreign}, which is not overwritten. Merge it, or close its pull request and delete the branch.`;
  const isClosed = pullRequest?.state === 'closed' && !proposal.again;
  return isClosed && hasImages(readMarker(pullRequest.text), proposal.marker)
    ? `#${pullRequest.number}: proposed the same, and somebody closed it. Add --again to propose it once more.`
    : undefined;
}

function hasImages(one: Marker | undefined, other: Marker): boolean {
  if (one === undefined) return false;
  const names = new Set([...Object.keys(one.images), ...Object.keys(other.images)]);
  return [...names].every((name) => one.images[name] === other.images[name]);
}

/**
 * Takes back what people allowed, before it becomes another change.
 *
 * @returns why that cannot be
 */
async function release(
  forge: Forge,
  pullRequest: PullRequest,
  { isReviewed, title }: Proposal,
): Promise<string | undefined> {
  const name = `#${pullRequest.number}`;
  if (await forge.isQueued(pullRequest)) return `${name} stands in a merge queue. Run this again once it is merged.`;
  if (!isReviewed) return undefined;
  if ((await forge.isAutoMergeArmed(pullRequest)) && !(await forge.disarmAutoMerge(pullRequest)))
    return `${name} is armed to be merged by itself, and this token cannot disarm it. Merge or close it, then run this again.`;
  return (await forge.dismissApprovals(pullRequest, reasonFor(title)))
    ? undefined
    : `${name} is approved, and this token cannot take approvals back. Merge or close it, then run this again.`;
}

/** Whether no approval of what it was before counts any more: one may have come meanwhile. */
async function isFree(forge: Forge, pullRequest: PullRequest, { title }: Proposal): Promise<boolean> {
  return !(await forge.isApproved(pullRequest)) || (await forge.dismissApprovals(pullRequest, reasonFor(title)));
}

function reasonFor(title: string): string {
  return `It now proposes another change: ${title}.`;
}
