import { pinsFile, renderPins } from '../../../change/pins.ts';
import type { BaseView } from '../../change/base-view.ts';
import { changeLocally } from '../../change/change-locally.ts';
import type { Io } from '../../io.ts';
import { listImages } from './list-images.ts';
import { planPromotion, type PromoteUnit } from './plan-promotion.ts';
import type { PromoteOutcome } from './promote-outcome.ts';
import type { PromoteRequest } from './propose-promotion.ts';

/** Pins and renders in the work tree: in all environments, or none. */
export async function promoteLocally(
  root: string,
  view: BaseView,
  units: readonly PromoteUnit[],
  { sources }: PromoteRequest,
  io: Io,
): Promise<readonly PromoteOutcome[]> {
  const context = { sources, now: io.today().getTime(), reports: undefined };
  const plans = await Promise.all(
    units.map(async (unit) => ({ unit, plan: await planPromotion(view, unit, context) })),
  );
  const isRefused = plans.some(({ plan }) => plan.objections.length > 0);
  const steps = isRefused ? [] : plans.flatMap(({ plan }) => plan.steps);
  const changed = await changeLocally(
    root,
    new Map(steps.map(({ policy, application, pins }) => [pinsFile(policy.name, application), renderPins(pins)])),
    [...new Set(steps.map(({ policy }) => policy.name))],
    io,
  );
  return Promise.all(
    plans.map(async ({ unit, plan }): Promise<PromoteOutcome> => {
      const { objections } = plan;
      const own = isRefused ? [] : plan.steps;
      const [first] = objections;
      return {
        action: first === undefined ? (own.length === 0 ? 'none' : 'updated') : first.is,
        from: unit.from,
        environments: unit.targets.map(({ name }) => name),
        applications: unit.applications,
        changes: await listImages(own, sources),
        files: own.length === 0 ? [] : unit.targets.flatMap(({ name }) => changed(name)),
        notes: [...objections.map(({ why }) => why), ...plan.notes],
      };
    }),
  );
}
