import type { UserError } from '../../../errors.ts';
import { mayMeanSeveral } from '../../choice.ts';
import { ACTION_WORDS, exitCodeOf } from '../../change/action.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import type { PromoteOutcome } from './promote-outcome.ts';

/**
 * One object, or with several environments asked for a list of them.
 *
 * @param failures what some of them failed with
 */
export function concludePromotion(
  outcomes: readonly PromoteOutcome[],
  options: GlobalOptions & { readonly to: readonly string[]; readonly wave?: string | undefined },
  io: Io,
  failures: readonly UserError[] = [],
): number {
  const [only] = outcomes;
  const isList = options.wave === undefined && mayMeanSeveral(options.to);
  if (options.json === true) io.out(`${JSON.stringify(isList ? outcomes : only, undefined, 2)}\n`);
  else for (const outcome of outcomes) print(outcome, options, io);
  return exitCodeOf(outcomes, failures);
}

function print(
  outcome: PromoteOutcome,
  { quiet, to: asked }: GlobalOptions & { readonly to: readonly string[] },
  io: Io,
): void {
  const { action, from, environments, wave, pullRequest, branch, changes, notes } = outcome;
  for (const note of notes) io.err(`${note}\n`);
  if (quiet === true) return;
  const where = pullRequest === undefined ? branch : `#${pullRequest.number} ${pullRequest.url}`;
  const part = wave === undefined ? '' : ` (wave ${wave.number} of ${wave.count})`;
  io.out(
    `${from} → ${environments.join(', ') || `${asked.join(', ')} (every wave)`}${part}: ${ACTION_WORDS[action]}${where === undefined ? '' : `: ${where}`}\n`,
  );
  for (const { environment, application, name, to, commits } of changes) {
    io.out(`  ${environment}: ${application}/${name} ${to}\n`);
    for (const commit of commits ?? []) io.out(`    ${commit}\n`);
  }
}
