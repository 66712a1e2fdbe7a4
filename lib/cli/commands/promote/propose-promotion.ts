import type { Git } from '../../../git/git.ts';
import { pinsIn, viewOfCommit } from '../../change/base-view.ts';
import { readBranchState, type BranchState } from '../../change/branch-state.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import { mergeByItself } from '../../change/merge-by-itself.ts';
import { proposePins, type PinsStep } from '../../change/propose-pins.ts';
import { withdraw, type Proposed } from '../../change/propose.ts';
import type { ChangeSession } from '../../change/session.ts';
import { isSameImage } from '../../../change/pins.ts';
import { listImages, renderCommits } from './list-images.ts';
import { planPromotion, type PromoteUnit } from './plan-promotion.ts';
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
  if (unit.targets.length === 0) return outcomeOf(unit, { action: 'none', notes: [] }, {});
  const reports = forge && { forge, git, base };
  const plan = await planPromotion(viewOfCommit(git, base), unit, {
    sources: request.sources,
    now: clock.now(),
    reports,
  });
  const { branch, steps, objections } = plan;
  const state = await readBranchState(session, branch, base);
  if (objections.length > 0) {
    const action = objections.every(({ is }) => is === 'superseded') ? 'superseded' : 'refused';
    return outcomeOf(unit, { action, notes: objections.map(({ why }) => why) }, {});
  }
  if (steps.length === 0)
    return outcomeOf(
      unit,
      state.tip === undefined ? { action: 'none', notes: [] } : await withdraw(session, state),
      {},
    );

  const changes = await listImages(steps, request.sources);
  if (await isProposed(git, state, steps))
    return outcomeOf(unit, await keep(session, state, steps, request), { branch, changes });
  const proposed = await proposePins(session, base, state, {
    kind: 'promote',
    steps,
    remarks: [`Runs in \`${unit.from}\`.`, ...renderCommits(changes)],
    notes: plan.notes,
    autoMerge: request.autoMerge,
    again: request.again,
    remoteRender: false,
  });
  return outcomeOf(unit, proposed, { branch, changes, files: proposed.files });
}

function outcomeOf(
  { from, targets, applications, wave }: PromoteUnit,
  { action, pullRequest, pending, notes }: Proposed,
  rest: Partial<Pick<PromoteOutcome, 'branch' | 'changes' | 'files'>>,
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

/** Whether the branch has these pins already. */
async function isProposed(
  git: Git,
  { tip, isProposal, pullRequest }: BranchState,
  steps: readonly PinsStep[],
): Promise<boolean> {
  if (tip === undefined || !isProposal) return false;
  const view = viewOfCommit(git, tip);
  for (const { policy, application, pins } of steps) {
    const there = await pinsIn(view, policy.name, application);
    const isSame = Object.entries(pins).every(
      ([name, pin]) => there[name] !== undefined && isSameImage(there[name], pin),
    );
    if (!isSame) return false;
  }
  return pullRequest === undefined || pullRequest.state === 'open';
}

async function keep(
  { forge }: ChangeSession,
  { pullRequest, tip }: BranchState,
  steps: readonly PinsStep[],
  { autoMerge }: PromoteRequest,
): Promise<Proposed> {
  if (forge === undefined || pullRequest === undefined || tip === undefined) return { action: 'none', notes: [] };
  const isReviewed = steps.some(({ policy }) => policy.merge === 'review');
  return {
    action: 'none',
    pullRequest,
    notes: await mergeByItself(forge, pullRequest, tip, { isReviewed, autoMerge }),
  };
}
