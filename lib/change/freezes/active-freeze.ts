import type { EnvironmentPolicy, ZonedFreeze } from '../policy.ts';
import type { FreezeOverride } from './read-overrides.ts';
import { whenShown } from './wall-clock.ts';

/** From a first moment on, up to but not including a last one. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/**
 * When a freeze is. Where its clocks show one of its times twice, it is the longer one of what that could mean; a time that they leave out is
 * the moment at which they do.
 */
export function periodOf({ from, until, timeZone }: ZonedFreeze): Period {
  return { from: new Date(whenShown(from, timeZone).first), until: new Date(whenShown(until, timeZone).last) };
}

/**
 * The freeze that keeps an application from being changed now; of several, the one that ends last.
 *
 * @param application undefined asks for all of them: what overrides a freeze for one does not count
 */
export function activeFreeze(
  { freezes }: Pick<EnvironmentPolicy, 'freezes'>,
  now: Date,
  overrides: readonly FreezeOverride[],
  application: string | undefined,
): ZonedFreeze | undefined {
  if (isOverridden(overrides, now, application)) return undefined;
  const active = freezes.filter((freeze) => isDuring(periodOf(freeze), now));
  return active.toSorted((one, other) => endOf(other) - endOf(one))[0];
}

/** Whether changes of an application go through whatever is frozen now. */
export function isOverridden(
  overrides: readonly FreezeOverride[],
  now: Date,
  application: string | undefined,
): boolean {
  return overrides.some((one) => (one.application === undefined || one.application === application) && now < one.until);
}

/** When the next freeze begins, after now; undefined where none does. */
export function nextFreezeStart({ freezes }: Pick<EnvironmentPolicy, 'freezes'>, now: Date): Date | undefined {
  const starts = freezes.map((freeze) => periodOf(freeze).from).filter((from) => from > now);
  return starts.toSorted((one, other) => one.getTime() - other.getTime())[0];
}

function isDuring({ from, until }: Period, now: Date): boolean {
  return from <= now && now < until;
}

function endOf(freeze: ZonedFreeze): number {
  return periodOf(freeze).until.getTime();
}
