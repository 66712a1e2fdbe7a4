import { branchName } from '../../../change/branch-name.ts';
import { pinsFile, type Pins } from '../../../change/pins.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
import type { Git } from '../../../git/git.ts';
import { pinsIn, type BaseView } from '../../change/base-view.ts';
import type { Reports } from '../../change/find-objection.ts';
import { planStep } from '../../change/plan-step.ts';
import type { PinsStep } from '../../change/propose-pins.ts';
import type { WantedPins } from '../../change/withdraw-orphan.ts';

/** What goes together from one environment into others. */
export interface PromoteUnit {
  readonly from: string;
  readonly targets: readonly EnvironmentPolicy[];
  /** The environments of the waves before, which have to run it as well. */
  readonly before: readonly string[];
  readonly applications: readonly string[];
  /** All of them were asked for: those that are not in a target are passed over. */
  readonly isAll: boolean;
  readonly again: boolean;
  /** Of a fleet: this part, of how many. */
  readonly wave?: { readonly number: number; readonly count: number } | undefined;
}

export interface PromotePlan {
  readonly branch: string;
  /** What upstream has, wherever it is to be. */
  readonly wanted: readonly WantedPins[];
  readonly steps: readonly PinsStep[];
  /** Why nothing of it goes: what one of them lacks keeps all back. */
  readonly objections: readonly { readonly is: 'refused' | 'superseded'; readonly why: string }[];
  readonly notes: readonly string[];
}

/** The same images as upstream has, in other environments. */
export async function planPromotion(
  view: BaseView,
  unit: PromoteUnit,
  context: { readonly sources: Git; readonly now: number; readonly reports: Reports | undefined },
): Promise<PromotePlan> {
  const { from, targets, before, applications, isAll, again } = unit;
  const all: WantedPins[] = [];
  const steps: PinsStep[] = [];
  const objections: PromotePlan['objections'][number][] = [];
  const notes: string[] = [];
  for (const target of targets) {
    const policy = { ...target, upstream: upstreamOf(target, from, before) };
    for (const application of applications) {
      const wanted = await pinsIn(view, from, application);
      const isThere = (await view.file(pinsFile(target.name, application))) !== undefined;
      if (isAll && !isThere) continue;
      if (Object.keys(wanted).length === 0)
        throw new UserError(`${from}: pins no image of '${application}'. Name an application that it runs.`);
      all.push({ environment: target.name, application, pins: wanted });
      const plan = await planStep(view, { ...context, policy, application, wanted, again, hotfix: false });
      const { present, decision } = plan;
      if (decision.is === 'change') {
        steps.push({ policy: target, application, present, pins: decision.pins });
        notes.push(...decision.notes);
      } else if (decision.is !== 'none') objections.push({ is: decision.is, why: decision.why });
    }
  }
  const names = targets.map(({ name }) => name);
  const branch = branchName('promote', names, isAll ? 'all' : applications);
  return { branch, wanted: all, steps, objections, notes };
}

/** Whether an environment has everything that is promoted into it. */
export async function isPromoted(
  view: BaseView,
  target: string,
  { from, applications, isAll }: Pick<PromoteUnit, 'from' | 'applications' | 'isAll'>,
): Promise<boolean> {
  for (const application of applications) {
    const present = await pinsIn(view, target, application);
    if (isAll && Object.keys(present).length === 0) continue;
    const wanted = await pinsIn(view, from, application);
    if (!hasAll(present, wanted)) return false;
  }
  return true;
}

function hasAll(present: Pins, wanted: Pins): boolean {
  return Object.entries(wanted).every(([name, { image, tag, digest }]) => {
    const there = present[name];
    return there?.image === image && (digest === undefined ? there.tag === tag : there.digest === digest);
  });
}

/** What an environment names, or where it names none, what the command does; and who went before. */
function upstreamOf({ name, upstream }: EnvironmentPolicy, from: string, before: readonly string[]): readonly string[] {
  if (upstream.length > 0 && !upstream.includes(from))
    throw new UserError(`--from '${from}': ${name} takes images from ${upstream.join(', ')}. Promote from there.`);
  return [...new Set([...(upstream.length > 0 ? upstream : [from]), ...before])];
}
