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

/**
 * The exit code of a command: one that a rule has kept back counts for all.
 *
 * @param failures of those that are refused for another reason: the worst of them counts
 */
export function exitCodeOf(
  outcomes: readonly { readonly action: ChangeAction }[],
  failures: readonly UserError[] = [],
): number {
  const kept = outcomes.filter(({ action }) => action === 'refused' || action === 'superseded');
  return Math.max(
    kept.length > failures.length ? EXIT.refused : EXIT.done,
    ...failures.map((error) => exitCodeOfError(error)),
  );
}
