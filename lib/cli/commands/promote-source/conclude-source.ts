import { mayMeanSeveral } from '../../choice.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';

/** What became of the code that an environment is built from: its shape is part of `--json`. */
export interface SourceOutcome {
  readonly action: 'created' | 'updated' | 'none' | 'superseded' | 'refused';
  readonly from: string;
  readonly environment: string;
  /** Commits; null where it is built from the tip of the base branch. */
  readonly source: { readonly from: string | null; readonly to: string };
  readonly pullRequest?: { readonly number: number; readonly url: string } | undefined;
  readonly branch?: string | undefined;
  /** Those that come with it, the newest first; null where that is not known. */
  readonly commits: readonly string[] | null;
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** One object, or with several environments asked for a list of them. */
export function concludeSource(
  outcomes: readonly SourceOutcome[],
  options: GlobalOptions & { readonly to: readonly string[] },
  io: Io,
): number {
  const isList = mayMeanSeveral(options.to);
  if (options.json === true) io.out(`${JSON.stringify(isList ? outcomes : outcomes[0], undefined, 2)}\n`);
  else for (const outcome of outcomes) print(outcome, options, io);
  return outcomes.some(({ action }) => action === 'refused' || action === 'superseded') ? EXIT.refused : EXIT.done;
}

function print(outcome: SourceOutcome, { quiet }: GlobalOptions, io: Io): void {
  const { action, environment, source, pullRequest, branch, commits, notes } = outcome;
  for (const note of notes) io.err(`${note}\n`);
  if (quiet === true) return;
  const where = pullRequest === undefined ? branch : `#${pullRequest.number} ${pullRequest.url}`;
  const what = action === 'none' ? 'nothing to do' : action;
  io.out(`${environment}: commit ${source.to.slice(0, 8)}: ${what}${where === undefined ? '' : `: ${where}`}\n`);
  for (const commit of commits ?? []) io.out(`  ${commit}\n`);
}
