import { mayMeanSeveral } from '../../choice.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import type { PromoteOutcome } from './promote-outcome.ts';

const WORDS: Readonly<Record<PromoteOutcome['action'], string>> = {
  created: 'proposed',
  updated: 'updated',
  none: 'nothing to do',
  superseded: 'superseded',
  refused: 'refused',
};

/** One object, or with several environments asked for a list of them. */
export function concludePromotion(
  outcomes: readonly PromoteOutcome[],
  options: GlobalOptions & { readonly to: readonly string[]; readonly wave?: string | undefined },
  io: Io,
): number {
  const [only] = outcomes;
  const isList = options.wave === undefined && mayMeanSeveral(options.to);
  if (options.json === true) io.out(`${JSON.stringify(isList ? outcomes : only, undefined, 2)}\n`);
  else for (const outcome of outcomes) print(outcome, options, io);
  return outcomes.some(({ action }) => action === 'refused' || action === 'superseded') ? EXIT.refused : EXIT.done;
}

function print(outcome: PromoteOutcome, { quiet }: GlobalOptions, io: Io): void {
  const { action, from, environments, wave, pullRequest, branch, changes, notes } = outcome;
  for (const note of notes) io.err(`${note}\n`);
  if (quiet === true) return;
  const where = pullRequest === undefined ? branch : `#${pullRequest.number} ${pullRequest.url}`;
  const part = wave === undefined ? '' : ` (wave ${wave.number} of ${wave.count})`;
  io.out(
    `${from} → ${environments.join(', ') || 'all'}${part}: ${WORDS[action]}${where === undefined ? '' : `: ${where}`}\n`,
  );
  for (const { environment, application, name, to, commits } of changes) {
    io.out(`  ${environment}: ${application}/${name} ${to}\n`);
    for (const commit of commits ?? []) io.out(`    ${commit}\n`);
  }
}
