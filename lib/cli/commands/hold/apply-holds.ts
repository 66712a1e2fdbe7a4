import type { HoldChange } from '../../../change/holds/hold-change.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import { writeAll } from '../../write-all.ts';
import type { ProposedHold } from './propose-holds.ts';

/** Writes all changes or none, and prints them: one object, with several environments a list of them. */
export function applyHolds(
  root: string,
  changes: readonly HoldChange[],
  notes: readonly string[],
  options: GlobalOptions,
  io: Io,
): number {
  writeAll(root, new Map(changes.flatMap(({ files }) => [...files])));
  if (options.json === true) {
    const outcomes = changes.map((change) => outcomeOf(change, notes));
    io.out(`${JSON.stringify(outcomes.length === 1 ? outcomes[0] : outcomes, undefined, 2)}\n`);
    return EXIT.done;
  }
  if (options.quiet !== true) {
    for (const note of [...changes.flatMap((change) => change.notes), ...notes]) io.err(`note: ${note}\n`);
    io.out(changes.map(renderChange).join(''));
  }
  return EXIT.done;
}

function outcomeOf({ action, environment, application, files, notes }: HoldChange, more: readonly string[]) {
  return { action, environment, application, files: [...files.keys()], notes: [...notes, ...more] };
}

function renderChange({ action, files }: HoldChange): string {
  if (action === 'none') return '';
  const verb = action === 'held' ? 'Written' : 'Removed';
  return [...files.keys()].map((file) => `${verb}: ${file}. Commit it.\n`).join('');
}

/** Prints what was proposed, in the same shape. */
export function concludeHolds(holds: readonly ProposedHold[], options: GlobalOptions, io: Io): number {
  const outcomes = holds.map(({ change, proposed, branch }) => ({
    ...outcomeOf(change, []),
    notes: proposed.notes,
    ...shownPullRequest(proposed.pullRequest),
    ...(change.action === 'none' ? {} : { branch }),
  }));
  if (options.json === true)
    io.out(`${JSON.stringify(outcomes.length === 1 ? outcomes[0] : outcomes, undefined, 2)}\n`);
  else
    for (const { environment, application, action, branch, pullRequest, notes } of outcomes) {
      for (const note of notes) io.err(`note: ${note}\n`);
      const where = pullRequest === undefined ? branch : `#${pullRequest.number} ${pullRequest.url}`;
      if (options.quiet !== true)
        io.out(`${environment}: ${application}: ${action === 'none' ? 'nothing to do' : `proposed: ${where}`}\n`);
    }
  return holds.some(({ proposed }) => proposed.action === 'refused' || proposed.action === 'superseded')
    ? EXIT.refused
    : EXIT.done;
}
