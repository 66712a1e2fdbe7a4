import { shortCommit } from '../../../environment/source/commit-name.ts';
import { mayMeanSeveral } from '../../choice.ts';
import { ACTION_WORDS, exitCodeOf, type ChangeAction } from '../../change/action.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import type { SourcePlan } from './plan-source.ts';
import type { SourceCommits } from './source-commits.ts';

/** What became of the code that an environment is built from: its shape is part of `--json`. */
export interface SourceOutcome {
  readonly action: ChangeAction;
  readonly from: string;
  readonly environment: string;
  /** Commits; null where it is built from the tip of the base branch. */
  readonly source: { readonly from: string | null; readonly to: string };
  readonly pullRequest?: { readonly number: number; readonly url: string } | undefined;
  readonly branch?: string | undefined;
  /** Those that come with it and change the code, the newest first, `and 12 more` behind many; null where that is not known. */
  readonly commits: readonly string[] | null;
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Of an environment that nothing became of yet. */
export function sourceOutcome(from: string, environment: string, { present, commit }: SourcePlan): SourceOutcome {
  return {
    action: 'none',
    from,
    environment,
    source: { from: present ?? null, to: commit },
    commits: null,
    files: [],
    notes: [],
  };
}

export function shownCommits(commits: SourceCommits | undefined): SourceOutcome['commits'] {
  if (commits === undefined) return null;
  return commits.more === 0 ? commits.lines : [...commits.lines, `and ${commits.more} more`];
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
  return exitCodeOf(outcomes);
}

function print(outcome: SourceOutcome, { quiet }: GlobalOptions, io: Io): void {
  const { action, environment, source, pullRequest, branch, commits, notes } = outcome;
  for (const note of notes) io.err(`${note}\n`);
  if (quiet === true) return;
  const where = pullRequest === undefined ? branch : `#${pullRequest.number} ${pullRequest.url}`;
  io.out(
    `${environment}: commit ${shortCommit(source.to)}: ${ACTION_WORDS[action]}${where === undefined ? '' : `: ${where}`}\n`,
  );
  for (const commit of commits ?? []) io.out(`  ${commit}\n`);
}
