import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { shortCommit } from '../../../environment/source/commit-name.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import type { BranchState } from '../../change/branch-state.ts';
import { fetchSources } from '../../change/fetch-promoted.ts';
import { markSource } from '../../change/marked-images.ts';
import { propose, type Proposal, type Proposed } from '../../change/propose.ts';
import { renderDataChange, type RenderedChange } from '../../change/render-data.ts';
import type { ChangeSession } from '../../change/session.ts';
import { findSourceObjections } from './find-source-objections.ts';
import type { SourceMove } from './move-source.ts';
import { renderSourceText } from './render-source-text.ts';
import { tryListSources, type SourceCommits } from './source-commits.ts';

/** Another commit for an environment, on one of the base. */
export interface MovePlan {
  readonly base: string;
  readonly policy: EnvironmentPolicy;
  /** The upstream; undefined where it was asked before, and is not again. */
  readonly from: string | undefined;
  /** What the base builds it from; undefined for its tip. */
  readonly present: string | undefined;
  readonly commit: string;
  readonly move: Extract<SourceMove, { action: 'move' }>;
}

export interface RenderedMove {
  readonly change: RenderedChange;
  /** Which rules forbid it for the applications that it changes. */
  readonly objections: readonly string[];
}

/** Renders, and asks the rules of what is different then. */
export async function renderMove(
  session: ChangeSession,
  { base, policy, from, commit, move }: MovePlan,
): Promise<RenderedMove> {
  const { clone, clock, forge } = session;
  const { git } = clone;
  const { name: to } = policy;
  await fetchSources(clone, commit);
  const kumiki = await session.openKumiki(base, [to]);
  const change = await renderDataChange(session, kumiki, base, {
    environment: to,
    files: new Map([[move.file, move.text]]),
    own: [`dist/${to}/`],
    what: `the code of commit ${shortCommit(commit)}`,
  });
  const question = { from, policy, commit, files: change.files.keys(), now: clock.now() };
  const reports = forge && { forge, git, base };
  return { change, objections: await findSourceObjections(viewOfCommit(git, base), { ...question, reports }) };
}

export interface ProposedMove extends Proposed {
  readonly commits: SourceCommits | undefined;
}

/** Proposes what was rendered. */
export async function proposeMove(
  session: ChangeSession,
  state: BranchState,
  { base, policy, from, present, commit, move }: MovePlan,
  change: RenderedChange,
  rules: Pick<Proposal, 'autoMerge' | 'again' | 'current'>,
): Promise<ProposedMove> {
  const { name: to } = policy;
  const commits = await tryListSources(session.clone.git, present ?? commit, commit);
  const notes = [...move.notes, ...change.notes];
  const proposed = await propose(session, state, {
    base,
    files: change.files,
    title: `Build ${to} from ${shortCommit(commit)}`,
    ...renderSourceText({ ...change, from, to, plan: { present, commit }, commits, notes }),
    marker: { kind: 'source', images: markSource(to, commit) },
    isReviewed: policy.merge === 'review',
    ...rules,
  });
  return { ...proposed, commits, notes: [...notes, ...proposed.notes] };
}
