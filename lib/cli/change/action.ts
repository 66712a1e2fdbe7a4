import type { UserError } from '../../errors.ts';
import { exitCodeOfError } from '../exit-code-of-error.ts';
import { EXIT } from '../exit-codes.ts';

/** What became of a change that was asked for: a part of `--json`. */
export type ChangeAction = 'created' | 'updated' | 'none' | 'superseded' | 'refused';

/** The same for people. */
export const ACTION_WORDS: Readonly<Record<ChangeAction, string>> = {
  created: 'proposed',
  updated: 'updated',
  none: 'nothing to do',
  superseded: 'superseded',
  refused: 'refused',
};

/** Of a change without a pull request, which is made in all environments or none. */
export const NOT_WRITTEN = 'Not written, as another environment refuses.';

/** Whether a change is on its way now, and was not as it is now. */
export function isDone(action: ChangeAction): boolean {
  return action === 'created' || action === 'updated';
}

/** Whether a rule, or a newer change, keeps it back. */
export function isKeptBack(action: ChangeAction): boolean {
  return action === 'refused' || action === 'superseded';
}

/**
 * The exit code of a command: of the worst, which is a remote that failed, then a mistake, then what a rule has kept back. CI of an application
 * takes the last for green.
 *
 * @param failures of those that are refused for another reason
 */
export function exitCodeOf(
  outcomes: readonly { readonly action: ChangeAction }[],
  failures: readonly UserError[] = [],
): number {
  const codes = new Set([
    ...failures.map(exitCodeOfError),
    ...outcomes
      .filter(({ action }) => isKeptBack(action))
      .slice(failures.length)
      .map(() => EXIT.refused),
  ]);
  return [EXIT.failed, EXIT.mistake, EXIT.refused].find((code) => codes.has(code)) ?? EXIT.done;
}
