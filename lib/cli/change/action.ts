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

/** The exit code of a command: one that a rule has kept back counts for all. */
export function exitCodeOf(outcomes: readonly { readonly action: ChangeAction }[]): number {
  return outcomes.some(({ action }) => action === 'refused' || action === 'superseded') ? EXIT.refused : EXIT.done;
}
