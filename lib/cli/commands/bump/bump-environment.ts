import { branchName } from '../../../change/branch-name.ts';
import { imageOf, isSameImage, type Pins } from '../../../change/pins.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { readMarker } from '../../../change/pull-request-text.ts';
import type { PullRequest } from '../../../forge/forge.ts';
import type { Git } from '../../../git/git.ts';
import { pinsIn, viewOfCommit } from '../../change/base-view.ts';
import { readBranchState, type BranchState } from '../../change/branch-state.ts';
import { shownImages, shownPullRequest, type BumpOutcome } from '../../change/bump-outcome.ts';
import { mergeByItself } from '../../change/merge-by-itself.ts';
import { planStep } from '../../change/plan-step.ts';
import { proposePins } from '../../change/propose-pins.ts';
import { withdraw, type Proposed } from '../../change/propose.ts';
import type { ChangeSession } from '../../change/session.ts';

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

  if (decision.is === 'none')
    return outcome(
      isSpent(state, proposed?.pins, present) ? await withdraw(session, state) : { action: 'none', notes: [] },
    );

  // Pushed, and overtaken before its pull request was opened. Another image there is a job's that is about to open it.
  const isOrphan =
    session.forge !== undefined && openOf(state) === undefined && proposed !== undefined && has(proposed.pins, wanted);
  if (decision.is === 'superseded' && isOrphan) await withdraw(session, state);
  if (decision.is !== 'change')
    return outcome({ action: decision.is, pullRequest: openOf(state), notes: [decision.why] });
  // An attempt that failed after its push has left the words of the change before.
  if (
    decision.isProposed &&
    (session.forge === undefined || isShown(openOf(state), environment, application, proposed?.pins))
  )
    return outcome(await keep(session, state, policy, request));

  const { files, ...result } = await proposePins(session, base, state, {
    ...request,
    kind: 'bump',
    steps: [{ policy, application, present, pins: decision.pins }],
    notes: decision.notes,
  });
  return outcome(result, files);
}

/** The pull request has it already. */
async function keep(
  { forge }: ChangeSession,
  state: BranchState,
  { merge }: EnvironmentPolicy,
  { autoMerge }: BumpRequest,
): Promise<Proposed> {
  const pullRequest = openOf(state);
  if (forge === undefined || pullRequest === undefined || state.tip === undefined) return { action: 'none', notes: [] };
  const notes = await mergeByItself(forge, pullRequest, state.tip, { isReviewed: merge === 'review', autoMerge });
  return { action: 'none', pullRequest, notes };
}

/** What the branch has, where its pull request is open, or is still to be opened: after a push its newest one may be of the change before. */
async function readProposed(
  git: Git,
  { tip, fork, isProposal, pullRequest }: BranchState,
  environment: string,
  application: string,
) {
  if (tip === undefined || fork === undefined) return undefined;
  const pins = await pinsIn(viewOfCommit(git, tip), environment, application);
  if (!isProposal && isShown(pullRequest, environment, application, pins)) return undefined;
  return { pins, from: await pinsIn(viewOfCommit(git, fork), environment, application) };
}

function openOf({ pullRequest }: BranchState) {
  return pullRequest?.state === 'open' ? pullRequest : undefined;
}

/** Whether a pull request speaks of these pins. Where somebody removed the marker, nobody can tell. */
function isShown(
  pullRequest: PullRequest | undefined,
  environment: string,
  application: string,
  pins: Pins = {},
): boolean {
  if (pullRequest === undefined) return false;
  const { images } = readMarker(pullRequest.text) ?? {};
  return Object.entries(pins).every(
    ([name, pin]) => images === undefined || images[`${environment}/${application}/${name}`] === imageOf(pin),
  );
}

function has(pins: Pins, wanted: Pins): boolean {
  return Object.entries(wanted).every(([name, pin]) => pins[name] !== undefined && isSameImage(pins[name], pin));
}

/** Whether all that the branch proposes is in the base. */
function isSpent({ tip, fork, pullRequest }: BranchState, proposed: Pins | undefined, base: Pins): boolean {
  if (tip === undefined) return false;
  if (fork === undefined) return true;
  return proposed === undefined ? pullRequest?.state === 'merged' : has(base, proposed);
}
