import { UserError } from '../../errors.ts';
import { callerOf, framesAbove } from './frames.ts';
import { WHY, type GuardedProperty, type Rule } from './rule.ts';
import { isUnguarded } from './unguarded.ts';
import type { UserCode } from './user-code.ts';

/** User code that is running, and what it did that it may not. */
export interface Scope {
  readonly userCode: UserCode;
  readonly violations: Set<string>;
}

/** Innermost last. */
export const scopes: Scope[] = [];

/** Throws where user code does what a rule forbids, and remembers it, so that a `catch` cannot hide it. */
export function refuseUserCode(
  rule: GuardedProperty,
  called: (...args: never[]) => unknown,
  args: readonly unknown[],
): void {
  if (scopes.length === 0 || isUnguarded()) return;
  const frames = framesAbove(called);
  const caller = callerOf(frames);
  const scope = scopeOf(rule.reach === 'direct' ? caller : frames);
  if (scope === undefined || rule.permits?.(args, frames) === true) return;
  violate(scope, rule, rule.shown, frames, caller);
}

export function violate(scope: Scope, rule: Rule, shown: string, frames: string, caller: string): never {
  const place = scope.userCode.locate(frames) ?? 'environments/';
  const through = scope.userCode.isUserCode(caller) ? '' : ', through a package';
  const message = `${place}: ${rule.does} (${shown}${through}). ${WHY} ${rule.advice}`;
  scope.violations.add(message);
  throw new UserError(message);
}

/** The running user code that one of these frames belongs to. */
export function scopeOf(frames: string): Scope | undefined {
  return scopes.findLast(({ userCode }) => userCode.isUserCode(frames));
}
