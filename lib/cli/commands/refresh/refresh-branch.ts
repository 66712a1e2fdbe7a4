import { branchDataOf } from '../../../change/branch-data.ts';
import type { ChangeKind } from '../../../change/branch-name.ts';
import { isSameImage, type Pins } from '../../../change/pins.ts';
import type { PullRequest } from '../../../forge/forge.ts';
import type { Git } from '../../../git/git.ts';
import { tryReadFile } from '../../../git/read-tree.ts';
import { tryMerge } from '../../../git/try-merge.ts';
import { pinsIn, viewOfCommit } from '../../change/base-view.ts';
import { openOf, readBranchState, type BranchState } from '../../change/branch-state.ts';
import { listChanged } from '../../change/list-changed.ts';
import { planStep } from '../../change/plan-step.ts';
import { proposePins, type PinsStep } from '../../change/propose-pins.ts';
import { withdraw } from '../../change/propose.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import type { ChangeSession } from '../../change/session.ts';

/** What became of one pull request: its shape is part of `--json`. */
export interface Refreshed {
  readonly action: 'updated' | 'none' | 'closed' | 'refused' | 'superseded';
  readonly branch: string;
  readonly pullRequest?: PullRequest | undefined;
  readonly notes: readonly string[];
}

const KINDS: ReadonlySet<string> = new Set(['bump', 'promote', 'rollback'] satisfies ChangeKind[]);

/** Makes a branch of pins new where it conflicts with the base, or where the base would render its pins otherwise. */
export async function refreshBranch(
  session: ChangeSession,
  base: string,
  branch: string,
  sources: Git,
): Promise<Refreshed> {
  const { git } = session.clone;
  const state = await readBranchState(session, branch, base);
  const { tip, fork, foreign, pullRequest } = state;
  const left = (...notes: readonly string[]): Refreshed => ({ action: 'none', branch, pullRequest, notes });
  const kind = branch.split('/')[1] ?? '';
  if (tip === undefined || fork === undefined || !KINDS.has(kind)) return left();
  if (session.forge !== undefined && openOf(state) === undefined) return left();
  if (foreign !== undefined) return left(`${branch}: holds commit ${foreign}, so it is left alone.`);
  if (pullRequest !== undefined && (await session.forge?.isQueued(pullRequest)) === true)
    return left(`${branch}: stands in a merge queue, so it is left alone.`);
  const merged = await tryMerge(git, base, tip);
  if (
    merged !== undefined &&
    state.stage === 'proposed' &&
    !state.isUprooted &&
    !(await mayDiffer(git, fork, base, await listChanged(git, fork, tip)))
  )
    return left();

  const plan = await planAgain(session, base, { ...state, tip, fork }, { kind, sources });
  if ('why' in plan) return left(plan.why);
  if (plan.steps.length === 0) return closed(branch, await withdraw(session, state));
  const {
    action,
    notes,
    pullRequest: refreshed,
  } = await proposePins(session, base, state, {
    kind: kind as ChangeKind,
    ...plan,
    autoMerge: false,
    again: false,
    remoteRender: false,
    anew: true,
    current: merged,
  });
  if (action === 'none') return { action, branch, pullRequest: refreshed, notes: [] };
  return { action: action === 'created' ? 'updated' : action, branch, pullRequest: refreshed, notes };
}

interface Again {
  readonly steps: readonly PinsStep[];
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly notes: readonly string[];
}

/** The same change on another base: what the branch has changed, where the base has not gone on. */
async function planAgain(
  session: ChangeSession,
  base: string,
  { branch, tip, fork }: BranchState & { readonly tip: string; readonly fork: string },
  { kind, sources }: { readonly kind: string; readonly sources: Git },
): Promise<Again | { readonly why: string }> {
  const { git } = session.clone;
  const view = viewOfCommit(git, base);
  const data = branchDataOf(await listChanged(git, fork, tip));
  const policies = await readPolicies(session, base);
  const steps: PinsStep[] = [];
  const notes: string[] = [];
  for (const { environment, application } of data.pins) {
    const policy = policyNamed(policies, environment);
    const before = await pinsIn(viewOfCommit(git, fork), environment, application);
    const wanted = changedPins(before, await pinsIn(viewOfCommit(git, tip), environment, application));
    const { present, decision } = await planStep(view, {
      policy: { ...policy, freezes: [] },
      application,
      wanted,
      sources,
      hotfix: true,
      // A rollback goes back, which is what it is for, and brings the hold that it passes.
      again: kind === 'rollback',
      passesHold: kind === 'rollback',
      now: session.clock.now(),
      reports: undefined,
    });
    if (decision.is === 'none') continue;
    if (decision.is !== 'change')
      return { why: `${branch}: cannot be made new: ${decision.why} Close it, or merge it by hand.` };
    steps.push({ policy, application, present, pins: decision.pins });
    notes.push(...decision.notes);
  }
  return { steps, files: await carryOver(git, tip, data.others), notes };
}

async function carryOver(
  git: Git,
  tip: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  for (const file of files) texts.set(file, await tryReadFile(git, tip, file));
  return texts;
}

function changedPins(before: Pins, after: Pins): Pins {
  const changed = Object.entries(after).filter(
    ([name, pin]) => before[name] === undefined || !isSameImage(before[name], pin),
  );
  return Object.fromEntries(changed);
}

/** Whether what came to the base since may render these environments otherwise: all but data and manifests of other environments. */
async function mayDiffer(git: Git, fork: string, base: string, touched: readonly string[]): Promise<boolean> {
  const own = new Set(touched.flatMap((file) => /^(?:environments|dist)\/([^/]+)\//.exec(file)?.[1] ?? []));
  return (await listChanged(git, fork, base)).some((file) => {
    const [, environment] = /^(?:environments|dist)\/([^/]+)\//.exec(file) ?? [];
    return environment === undefined || own.has(environment);
  });
}

function closed(
  branch: string,
  { pullRequest, notes }: { readonly pullRequest?: PullRequest | undefined; readonly notes: readonly string[] },
): Refreshed {
  return { action: 'closed', branch, pullRequest, notes };
}
