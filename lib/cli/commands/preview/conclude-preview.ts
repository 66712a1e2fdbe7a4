import type { PreviewChange } from '../../../change/preview/preview-change.ts';
import type { PullRequest } from '../../../forge/forge.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';

/** What became of a preview, with all files that are different now, from the root. */
export interface PreviewOutcome extends Omit<PreviewChange, 'files'> {
  readonly files: readonly string[];
  /** Where it was proposed. */
  readonly branch?: string | undefined;
  readonly pullRequest?: PullRequest | undefined;
  /** The pull request could not be made new. */
  readonly isRefused?: boolean | undefined;
  /** Its file is: it stays, and somebody has to look at it. */
  readonly isWrong?: boolean | undefined;
}

/** Prints what became of previews: of one an object, of `sweep` a list. */
export function concludePreview(
  outcomes: readonly PreviewOutcome[],
  options: GlobalOptions & { readonly isList?: boolean | undefined },
  io: Io,
): number {
  if (options.json === true) {
    const shown = outcomes.map(jsonOf);
    io.out(`${JSON.stringify(options.isList === true ? shown : shown[0], undefined, 2)}\n`);
    return codeOf(outcomes);
  }
  if (options.quiet === true) return codeOf(outcomes);
  for (const { notes, isWrong } of outcomes)
    for (const note of notes) io.err(`${isWrong === true ? '' : 'note: '}${note}\n`);
  io.out(outcomes.map(renderOutcome).join(''));
  return codeOf(outcomes);
}

function codeOf(outcomes: readonly PreviewOutcome[]): number {
  if (outcomes.some(({ isWrong }) => isWrong === true)) return EXIT.mistake;
  return outcomes.some(({ isRefused }) => isRefused === true) ? EXIT.refused : EXIT.done;
}

function jsonOf({ action, preview, environment, files, branch, pullRequest, notes }: PreviewOutcome) {
  const sorted = [...new Set(files)].toSorted();
  return { action, preview, environment, files: sorted, branch, ...shownPullRequest(pullRequest), notes };
}

function renderOutcome({ action, preview, environment, files, branch, pullRequest }: PreviewOutcome): string {
  if (action === 'none') return '';
  const shown = [...new Set(files)].toSorted().map((file) => `  ${file}\n`);
  const where = pullRequest === undefined ? branch : `#${pullRequest.number} ${pullRequest.url}`;
  const place = [environment, where].flatMap((one) => (one === undefined ? [] : `: ${one}`)).join('');
  return `${preview}: ${action}${place}\n${shown.join('')}`;
}
