import { branchName } from '../../../change/branch-name.ts';
import type { Pins } from '../../../change/pins.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import type { Git } from '../../../git/git.ts';
import { didYouMean } from '../../../did-you-mean.ts';
import { UserError } from '../../../errors.ts';
import { pinsIn, viewOfCommit, type BaseView } from '../../change/base-view.ts';
import { openOf, readBranchState, type BranchState } from '../../change/branch-state.ts';
import { shownImages, shownPullRequest, type BumpOutcome } from '../../change/bump-outcome.ts';
import { planStep } from '../../change/plan-step.ts';
import { proposePins } from '../../change/propose-pins.ts';
import { withdraw, type Proposed } from '../../change/propose.ts';
import type { ChangeSession } from '../../change/session.ts';
import { withdrawOrphan } from '../../change/withdraw-orphan.ts';

export interface BumpRequest {
  readonly application: string;
  readonly wanted: Pins;
  /** The repository that the command runs in. */
  readonly sources: Git;
  readonly autoMerge: boolean;
  readonly hotfix: boolean;
  readonly again: boolean;
  /** The manifest repository's CI renders. */
  readonly remoteRender: boolean;
  readonly notes: readonly string[];
}

/** One environment, on the newest base: decides, renders, and proposes. Throws a GitFailure where somebody else was faster. */
export async function bumpEnvironment(
  session: ChangeSession,
  base: string,
  policy: EnvironmentPolicy,
  request: BumpRequest,
): Promise<BumpOutcome> {
  const { git } = session.clone;
  const { application, wanted } = request;
  const environment = policy.name;
  const branch = branchName('bump', environment, application);
  const state = await readBranchState(session, branch, base);
  const proposed = await readProposed(git, state, environment, application);
  const { present, decision } = await planStep(viewOfCommit(git, base), {
    ...request,
    policy,
    proposed,
    wayOut: 'add --hotfix',
    now: session.clock.now(),
    reports: session.forge && { forge: session.forge, git, base },
  });
  const outcome = (result: Proposed, files: readonly string[] = []): BumpOutcome => ({
    action: result.action,
    environment,
    application,
    ...shownPullRequest(result.pullRequest),
    ...(state.tip === undefined && result.action !== 'created' ? {} : { branch }),
    ...shownImages(present, wanted),
    files,
    ...(result.pending === true ? { pending: true } : {}),
    notes: [...request.notes, ...result.notes],
  });

  const unread = request.remoteRender ? await judgeUnread(viewOfCommit(git, base), policy, request, present) : [];
  if (decision.is === 'none')
    return outcome(state.isSpent ? await withdraw(session, state) : { action: 'none', notes: [] });

  if (decision.is === 'superseded') await withdrawOrphan(session, state, [{ environment, application, pins: wanted }]);
  if (decision.is !== 'change')
    return outcome({ action: decision.is, pullRequest: openOf(state), notes: [decision.why] });
  const { files, ...result } = await proposePins(session, base, state, {
    ...request,
    kind: 'bump',
    steps: [{ policy, application, present, pins: decision.pins }],
    notes: [...decision.notes, ...unread],
  });
  return outcome(result, files);
}

/**
 * What can be said where no code of the repository runs.
 *
 * @throws a UserError where nothing there is of this name
 */
async function judgeUnread(
  view: BaseView,
  { name: environment }: EnvironmentPolicy,
  { application, wanted }: BumpRequest,
  present: Pins,
): Promise<readonly string[]> {
  const known = await view.applications(environment);
  if (!known.includes(application)) {
    const guess = didYouMean(application, known);
    throw new UserError(
      `${environment}: no application '${application}' pins an image there. ${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${known.join(', ') || 'none'}. The first image of an application is bumped without --remote-render.`,
    );
  }
  const fresh = Object.keys(wanted).filter((name) => !Object.hasOwn(present, name));
  return [
    `${environment}: its freezes, upstream and gates were not asked for, as nothing was rendered.`,
    ...fresh.map(
      (name) => `${environment}: ${application} has no image ${name} yet. Look whether the code asks for it.`,
    ),
  ];
}

async function readProposed(git: Git, { tip, fork, stage }: BranchState, environment: string, application: string) {
  if (tip === undefined || fork === undefined || stage === 'over') return undefined;
  return {
    pins: await pinsIn(viewOfCommit(git, tip), environment, application),
    from: await pinsIn(viewOfCommit(git, fork), environment, application),
  };
}
