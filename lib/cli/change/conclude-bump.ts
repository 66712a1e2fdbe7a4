import type { UserError } from '../../errors.ts';
import { mayMeanSeveral } from '../choice.ts';
import { ACTION_WORDS, exitCodeOf } from './action.ts';
import type { GlobalOptions, Io } from '../io.ts';
import type { BumpOutcome } from './bump-outcome.ts';

/**
 * One object, or with several environments asked for a list of them.
 *
 * @param failures what some of them failed with
 */
export function concludeBump(
  outcomes: readonly BumpOutcome[],
  options: GlobalOptions & { readonly env: readonly string[] },
  io: Io,
  failures: readonly UserError[] = [],
): number {
  const [only] = outcomes;
  const isList = mayMeanSeveral(options.env);
  if (options.json === true) io.out(`${JSON.stringify(isList ? outcomes : only, undefined, 2)}\n`);
  else for (const outcome of outcomes) print(outcome, options, io);
  return exitCodeOf(outcomes, failures);
}

function print(outcome: BumpOutcome, { quiet }: GlobalOptions, io: Io): void {
  const { action, environment, application, pullRequest, branch, files, notes } = outcome;
  for (const note of notes) io.err(`${note}\n`);
  if (quiet === true) return;
  const where = pullRequest === undefined ? branch : `#${pullRequest.number} ${pullRequest.url}`;
  io.out(`${environment}: ${application}: ${ACTION_WORDS[action]}${where === undefined ? '' : `: ${where}`}\n`);
  for (const file of files) io.out(`  ${file}\n`);
}
