import type { ChangeKind } from '../../change/branch-name.ts';
import { renderSummary, summaryTitle, type ChangeSummary } from '../../change/change-summary.ts';
import { imageOf, pinsFile, renderPins, type Pins } from '../../change/pins.ts';
import type { EnvironmentPolicy } from '../../change/policy.ts';
import type { Marker } from '../../change/pull-request-text.ts';
import { isDone } from './action.ts';
import { pinsIn, viewOfCommit } from './base-view.ts';
import type { BranchState } from './branch-state.ts';
import { hasPins } from './has-pins.ts';
import { keep } from './keep.ts';
import { markPins } from './marked-images.ts';
import { propose, type Proposal, type Proposed } from './propose.ts';
import type { RenderedChange } from './render-data.ts';
import { renderPinsChange } from './render-pins.ts';
import type { ChangeSession } from './session.ts';

/** The pins of one application in one environment, as they are and as they shall be. */
export interface PinsStep {
  readonly policy: EnvironmentPolicy;
  readonly application: string;
  readonly present: Pins;
  /** The whole file. */
  readonly pins: Pins;
}

/** A change of pins that goes together, in one commit and one pull request. */
export interface PinsPlan {
  readonly kind: ChangeKind;
  readonly steps: readonly PinsStep[];
  /** Data that goes with it, by path from the root. */
  readonly files?: ReadonlyMap<string, string | undefined> | undefined;
  /** For reviewers, in Markdown. */
  readonly remarks?: readonly string[] | undefined;
  readonly notes: readonly string[];
  readonly autoMerge: boolean;
  readonly again: boolean;
  /** The manifest repository's CI renders. */
  readonly remoteRender: boolean;
  /** Rendered once more, also where the branch has these pins. @default false */
  readonly anew?: boolean | undefined;
  readonly current?: Proposal['current'];
}

export interface ProposedPins extends Proposed {
  /** What the commit changes, from the root, sorted. */
  readonly files: readonly string[];
}

/** Renders a plan on a commit of the base, and proposes it; what is proposed already is not rendered. */
export async function proposePins(
  session: ChangeSession,
  base: string,
  state: BranchState,
  plan: PinsPlan,
): Promise<ProposedPins> {
  const isReviewed = plan.steps.some(({ policy }) => policy.merge === 'review');
  if (plan.anew !== true && (await isProposed(session, state, plan)))
    return { ...(await keep(session, state, { isReviewed, autoMerge: plan.autoMerge })), files: [] };
  const changes = plan.remoteRender ? [unrendered(plan.steps)] : await renderAll(session, base, plan.steps);
  const files = new Map([...changes.flatMap((change) => [...change.files]), ...(plan.files ?? [])]);
  const notes = [...plan.notes, ...changes.flatMap((change) => change.notes)];
  const summary: ChangeSummary = {
    kind: plan.kind,
    steps: plan.steps.map(({ policy, ...step }) => ({ environment: policy.name, ...step })),
    restarts: plan.remoteRender ? undefined : changes.flatMap(({ restarts }) => restarts),
    findings: changes.flatMap(({ findings }) => findings),
    remarks: plan.remarks ?? [],
    notes,
  };
  const proposed = await propose(session, state, {
    base,
    files,
    title: summaryTitle(summary),
    ...renderSummary(summary),
    marker: { kind: plan.kind, images: Object.assign({}, ...plan.steps.map(markStep)) },
    isReviewed,
    autoMerge: plan.autoMerge,
    again: plan.again,
    current: plan.current,
  });
  // What was not done changes nothing, and what is worth knowing about it is none.
  if (!isDone(proposed.action)) return { ...proposed, files: [] };
  return { ...proposed, notes: [...notes, ...proposed.notes], files: [...files.keys()].toSorted() };
}

/** One environment after the other, each once. */
async function renderAll(
  session: ChangeSession,
  base: string,
  steps: readonly PinsStep[],
): Promise<readonly RenderedChange[]> {
  const environments = [...new Set(steps.map(({ policy }) => policy.name))];
  const kumiki = await session.openKumiki(base, environments);
  const changes: RenderedChange[] = [];
  for (const environment of environments) {
    const own = steps.filter(({ policy }) => policy.name === environment);
    const applications = own.map(({ application, present, pins }) => {
      const names = Object.entries(pins).flatMap(([name, pin]) => (isThere(present, name, pin) ? [] : name));
      return [application, { pins, names }] as const;
    });
    changes.push(await renderPinsChange(session, kumiki, base, { environment, applications: new Map(applications) }));
  }
  return changes;
}

function isThere(present: Pins, name: string, pin: Pins[string]): boolean {
  return present[name] !== undefined && imageOf(present[name]) === imageOf(pin);
}

function unrendered(steps: readonly PinsStep[]): RenderedChange {
  return {
    files: new Map(
      steps.map(({ policy, application, pins }) => [pinsFile(policy.name, application), renderPins(pins)]),
    ),
    restarts: [],
    findings: [],
    notes: ['The manifest repository’s CI renders it.'],
  };
}

function markStep({ policy, application, pins }: PinsStep): Marker['images'] {
  return markPins(policy.name, application, pins);
}

/** Whether the branch has all of a plan, and says so. */
async function isProposed(
  { clone }: ChangeSession,
  { tip, stage }: BranchState,
  { steps, files = new Map() }: PinsPlan,
): Promise<boolean> {
  if (tip === undefined || stage !== 'proposed') return false;
  const view = viewOfCommit(clone.git, tip);
  for (const { policy, application, pins } of steps)
    if (!hasPins(await pinsIn(view, policy.name, application), pins)) return false;
  for (const [file, text] of files) if ((await view.file(file)) !== text) return false;
  return true;
}
