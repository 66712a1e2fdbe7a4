import { UserError, type Finding } from '../errors.ts';
import type { EnvironmentSource } from './build-tree.ts';

export type Ran<T> = { readonly result: T } | { readonly finding: Finding };

/**
 * Runs code of the user with everything out of reach that changes from run to run. What it throws is a finding, so that the mistakes of
 * all environments are told at once; a bug of ours is thrown on.
 */
export function runUserCode<T>(source: EnvironmentSource, run: () => T): Ran<T> {
  try {
    return { result: source.guard(run) };
  } catch (error) {
    const explained = source.explain(error);
    if (!(explained instanceof UserError)) throw explained;
    return { finding: buildFinding(source, explained.message) };
  }
}

export function buildFinding({ props, file }: EnvironmentSource, message: string): Finding {
  return { rule: 'practice/build', severity: 'error', message, environment: props.name, file };
}
