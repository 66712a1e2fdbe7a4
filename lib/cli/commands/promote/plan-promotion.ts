import { branchName } from '../../../change/branch-name.ts';
import { pinsFile } from '../../../change/pins.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
import type { Git } from '../../../git/git.ts';
import { pinsIn, type BaseView } from '../../change/base-view.ts';
import type { Reports } from '../../change/find-objection.ts';
import { hasPins } from '../../change/has-pins.ts';
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
  readonly objections: readonly Objection[];
  readonly notes: readonly string[];
}

export interface Objection {
  readonly is: 'refused' | 'superseded';
  readonly why: string;
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
  const objections: Objection[] = [];
  const notes: string[] = [];
  for (const target of targets) {
    const { name, upstream } = target;
    if (upstream.length > 0 && !upstream.includes(from)) {
      const why = `--from '${from}': ${name} takes images from ${upstream.join(', ')}. Promote from there.`;
      objections.push({ is: 'refused', why });
      continue;
    }
    const policy = { ...target, upstream: [...new Set([...(upstream.length > 0 ? upstream : [from]), ...before])] };
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

/** What became of a unit that something keeps back: only where all of it is too old it is superseded. */
export function actionOf(objections: readonly Objection[]): Objection['is'] {
  return objections.every(({ is }) => is === 'superseded') ? 'superseded' : 'refused';
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
    if (!hasPins(present, wanted)) return false;
  }
  return true;
}
