import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { UserError } from '../../errors.ts';
import type { Restore } from './guard-property.ts';
import { patch } from './patches.ts';
import type { UserCode } from './user-code.ts';
import { scopes, type Scope } from './violations.ts';

const DEPTH_OF_STACKS = 100;

let unpatch: Restore | undefined;

/**
 * Runs user code with everything out of reach that is not in the repository: the clock, randomness, the environment's variables, the
 * machine, the network, other programs and the disk. The time zone is UTC and the default locale en-US.
 *
 * @returns what `run` returns; of a promise, when it settles
 * @throws a UserError with the line of each violation, also where user code caught it
 */
export function withPurityGuard<T>(userCode: UserCode, run: () => T): T {
  const scope: Scope = { userCode, violations: new Set() };
  const leave = enter(scope);
  let result: T;
  try {
    result = run();
  } catch (error) {
    leave();
    throw verdict(scope) ?? error;
  }
  if (result instanceof Promise) return leaveLater(result, scope, leave) as T;
  leave();
  const violated = verdict(scope);
  if (violated !== undefined) throw violated;
  return result;
}

async function leaveLater<T>(result: Promise<T>, scope: Scope, leave: Restore): Promise<T> {
  try {
    const value = await result;
    leave();
    const violated = verdict(scope);
    if (violated !== undefined) throw violated;
    return value;
  } catch (error) {
    leave();
    throw verdict(scope) ?? error;
  }
}

function enter(scope: Scope): Restore {
  const folder = process.cwd();
  const { stackTraceLimit, prepareStackTrace } = Error;
  if (isMainThread && folder !== scope.userCode.root) process.chdir(scope.userCode.root);
  Error.stackTraceLimit = Math.max(stackTraceLimit, DEPTH_OF_STACKS);
  if (scopes.length === 0) unpatch = patch();
  scopes.push(scope);

  let left = false;
  return () => {
    if (left) return;
    left = true;
    scopes.splice(scopes.indexOf(scope), 1);
    if (scopes.length === 0) unpatch?.();
    Object.assign(Error, { stackTraceLimit, prepareStackTrace });
    if (isMainThread && folder !== scope.userCode.root) process.chdir(folder);
  };
}

function verdict({ violations }: Scope): UserError | undefined {
  return violations.size === 0 ? undefined : new UserError([...violations].join('\n'));
}
