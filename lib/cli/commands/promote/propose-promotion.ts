import type { Git } from '../../../git/git.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import { isKeptBack } from '../../change/action.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import { proposePins } from '../../change/propose-pins.ts';
import type { Proposed } from '../../change/propose.ts';
import type { ChangeSession } from '../../change/session.ts';
import { settle } from '../../change/settle.ts';
import { withdrawOrphan } from '../../change/withdraw-orphan.ts';
import { listImages, renderCommits } from './list-images.ts';
import { actionOf, planPromotion, type PromoteUnit } from './plan-promotion.ts';
import type { PromoteOutcome } from './promote-outcome.ts';

export interface PromoteRequest {
  readonly from: string;
  readonly applications: readonly string[] | 'all';
  /** The repository that the command runs in. */
  readonly sources: Git;
  readonly again: boolean;
  readonly autoMerge: boolean;
}

/** One unit on the newest base: everything of it goes, or nothing. */
export async function proposePromotion(
  session: ChangeSession,
  base: string,
  unit: PromoteUnit,
  request: PromoteRequest,
): Promise<PromoteOutcome> {
  const { forge, clone, clock } = session;
  const { git } = clone;
  if (unit.targets.length === 0) return promoteOutcome(unit, { action: 'none', notes: [] });
  const reports = forge && { forge, git, base };
  const plan = await planPromotion(viewOfCommit(git, base), unit, {
    sources: request.sources,
    now: clock.now(),
    reports,
  });
  const { branch, wanted, steps, objections } = plan;
  const state = await readBranchState(session, branch, base);
  if (objections.length > 0) {
    const action = actionOf(objections);
    if (action === 'superseded') await withdrawOrphan(session, state, wanted);
    return promoteOutcome(unit, { action, notes: objections.map(({ why }) => why) });
  }
  if (steps.length === 0) return promoteOutcome(unit, await settle(session, state));

  const changes = await listImages(steps, request.sources);
  const proposed = await proposePins(session, base, state, {
    kind: 'promote',
    steps,
    remarks: [`Runs in \`${unit.from}\`.`, ...renderCommits(changes)],
    notes: plan.notes,
    autoMerge: request.autoMerge,
    again: request.again,
    remoteRender: false,
  });
  return promoteOutcome(unit, proposed, {
    branch,
    changes: isKeptBack(proposed.action) ? [] : changes,
    files: proposed.files,
  });
}

export function promoteOutcome(
  { from, targets, applications, wave }: PromoteUnit,
  { action, pullRequest, pending, notes }: Proposed,
  rest: Partial<Pick<PromoteOutcome, 'branch' | 'changes' | 'files'>> = {},
): PromoteOutcome {
  return {
    action,
    from,
    environments: targets.map(({ name }) => name),
    applications,
    ...(wave === undefined ? {} : { wave }),
    ...shownPullRequest(pullRequest),
    changes: [],
    files: [],
    ...rest,
    ...(pending === true ? { pending } : {}),
    notes,
  };
}
