import { branchName } from '../../../change/branch-name.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { shortCommit } from '../../../environment/source/commit-name.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import { readBranchState, type BranchState } from '../../change/branch-state.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import { fetchSources } from '../../change/fetch-promoted.ts';
import { markSource } from '../../change/marked-images.ts';
import { propose } from '../../change/propose.ts';
import { renderDataChange } from '../../change/render-data.ts';
import type { ChangeSession } from '../../change/session.ts';
import { settle } from '../../change/settle.ts';
import type { PromoteCommandOptions } from '../promote/promote.ts';
import { shownCommits, sourceOutcome, type SourceOutcome } from './conclude-source.ts';
import { findSourceObjections } from './find-source-objections.ts';
import type { SourceMove } from './move-source.ts';
import { planSource, type SourcePlan } from './plan-source.ts';
import { renderSourceText } from './render-source-text.ts';
import { tryListSources } from './source-commits.ts';

export type SourceOptions = Pick<PromoteCommandOptions, 'from' | 'again' | 'autoMerge'>;

/** The code of one environment for another, on the newest base: as one pull request. */
export async function proposeSource(
  session: ChangeSession,
  base: string,
  policy: EnvironmentPolicy,
  options: SourceOptions,
): Promise<SourceOutcome> {
  const { clone, clock } = session;
  const { name: to } = policy;
  const plan = await planSource(viewOfCommit(clone.git, base), {
    from: options.from,
    policy,
    git: clone.git,
    tip: base,
    base: clone.base,
    again: options.again === true,
    now: clock.now(),
  });
  const branch = branchName('source', to);
  const state = await readBranchState(session, branch, base);
  const { move } = plan;
  const outcome = sourceOutcome(options.from, to, plan);
  if (move.action === 'refused') return { ...outcome, action: 'refused', notes: [move.message] };
  if (move.action === 'none') {
    const { pullRequest, notes } = await settle(session, state);
    return { ...outcome, notes, ...shownPullRequest(pullRequest) };
  }
  return { ...outcome, ...(await proposeMove(session, state, { base, policy, options, plan, move })) };
}

interface MovePlan {
  readonly base: string;
  readonly policy: EnvironmentPolicy;
  readonly options: SourceOptions;
  readonly plan: SourcePlan;
  readonly move: Extract<SourceMove, { action: 'move' }>;
}

/** Renders, asks the rules of what is different then, and proposes it. */
async function proposeMove(
  session: ChangeSession,
  state: BranchState,
  { base, policy, options, plan, move }: MovePlan,
): Promise<Partial<SourceOutcome>> {
  const { clone, clock, forge } = session;
  const { git } = clone;
  const { present, commit } = plan;
  const { from } = options;
  const to = policy.name;
  await fetchSources(clone, commit);
  const kumiki = await session.openKumiki(base, [to]);
  const change = await renderDataChange(session, kumiki, base, {
    environment: to,
    files: new Map([[move.file, move.text]]),
    own: [`dist/${to}/`],
    what: `the code of commit ${shortCommit(commit)}`,
  });
  const { branch } = state;
  const question = { from, policy, commit, files: change.files.keys(), now: clock.now() };
  const reports = forge && { forge, git, base };
  const objections = await findSourceObjections(viewOfCommit(git, base), { ...question, reports });
  if (objections.length > 0) return { action: 'refused', notes: objections };

  const commits = await tryListSources(git, present ?? commit, commit);
  const notes = [...move.notes, ...change.notes];
  const proposed = await propose(session, state, {
    base,
    files: change.files,
    title: `Build ${to} from ${shortCommit(commit)}`,
    ...renderSourceText({ ...change, from, to, plan, commits, notes }),
    marker: { kind: 'source', images: markSource(to, commit) },
    isReviewed: policy.merge === 'review',
    autoMerge: options.autoMerge === true,
    again: options.again === true,
  });
  return {
    action: proposed.action,
    branch,
    commits: shownCommits(commits),
    files: [...change.files.keys()].toSorted(),
    ...shownPullRequest(proposed.pullRequest),
    notes: [...notes, ...proposed.notes],
  };
}
