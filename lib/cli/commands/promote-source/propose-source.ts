import { branchName } from '../../../change/branch-name.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import type { ChangeSession } from '../../change/session.ts';
import { settle } from '../../change/settle.ts';
import type { PromoteCommandOptions } from '../promote/promote.ts';
import { shownCommits, sourceOutcome, type SourceOutcome } from './conclude-source.ts';
import { planSource } from './plan-source.ts';
import { proposeMove, renderMove } from './propose-move.ts';

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
  const movePlan = { base, policy, from: options.from, present: plan.present, commit: plan.commit, move };
  const { change, objections } = await renderMove(session, movePlan);
  if (objections.length > 0) return { ...outcome, action: 'refused', notes: objections };
  const { commits, pullRequest, ...proposed } = await proposeMove(session, state, movePlan, change, {
    autoMerge: options.autoMerge === true,
    again: options.again === true,
  });
  return {
    ...outcome,
    action: proposed.action,
    branch,
    commits: shownCommits(commits),
    files: [...change.files.keys()].toSorted(),
    ...shownPullRequest(pullRequest),
    notes: proposed.notes,
  };
}
