import { pinsFile, renderPins } from '../../../change/pins.ts';
import { NOT_WRITTEN } from '../../change/action.ts';
import type { BaseView } from '../../change/base-view.ts';
import { changeLocally } from '../../change/change-locally.ts';
import type { Io } from '../../io.ts';
import { listImages } from './list-images.ts';
import { actionOf, planPromotion, type PromotePlan, type PromoteUnit } from './plan-promotion.ts';
import type { PromoteOutcome } from './promote-outcome.ts';
import { promoteOutcome, type PromoteRequest } from './propose-promotion.ts';

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
  if (plans.some(({ plan }) => plan.objections.length > 0))
    return plans.map(({ unit, plan }) => promoteOutcome(unit, untouched(plan)));

  const steps = plans.flatMap(({ plan }) => plan.steps);
  const files = new Map(
    steps.map(({ policy, application, pins }) => [pinsFile(policy.name, application), renderPins(pins)]),
  );
  const environments = plans.flatMap(({ plan }) => plan.wanted.map(({ environment }) => environment));
  const changed = await changeLocally(root, files, [...new Set(environments)], io, { rendersAnyway: true });
  return Promise.all(
    plans.map(async ({ unit, plan }) => {
      const own = unit.targets.flatMap(({ name }) => changed(name));
      const changes = await listImages(plan.steps, sources);
      return promoteOutcome(
        unit,
        { action: own.length === 0 ? 'none' : 'updated', notes: plan.notes },
        { changes, files: own },
      );
    }),
  );
}

/** With one refusal nothing is written anywhere. */
function untouched({ objections, steps }: PromotePlan): Pick<PromoteOutcome, 'action' | 'notes'> {
  if (objections.length > 0) return { action: actionOf(objections), notes: objections.map(({ why }) => why) };
  return { action: 'none', notes: steps.length > 0 ? [NOT_WRITTEN] : [] };
}
