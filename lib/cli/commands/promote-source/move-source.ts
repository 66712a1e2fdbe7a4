import { shortCommit } from '../../../environment/source/commit-name.ts';
import { renderSource, sourceFile } from '../../../environment/source/source-file.ts';
import type { CommitRelation } from '../../../git/relate-commits.ts';

export interface SourceMoveRequest {
  /** The upstream; undefined where what was proposed before is moved once more, whoever gave it. */
  readonly from: string | undefined;
  readonly to: string;
  /** The commit that the upstream is built from: of its own source.json, else the newest of the base branch that changed the code. Without one, that of the proposal. */
  readonly commit: string;
  /** The base branch, for messages: `main`. */
  readonly base: string;
  /** How `commit` stands to the tip of the base branch. */
  readonly toBase: CommitRelation;
  /** What the target's source.json names; undefined where there is none, and it is built from the tip. */
  readonly present: string | undefined;
  /** How `commit` stands to `present`, or else to the tip: the same also where only data and renders lie between. */
  readonly toPresent: CommitRelation;
  /** How old `commit` has to be, for messages, where the upstream follows the tip and only its newest is not old enough: `1 d`. */
  readonly minSoak?: string | undefined;
  /** Also a commit that is older than the target's: it takes changes back. @default false */
  readonly again?: boolean | undefined;
}

export type SourceMove =
  | { readonly action: 'none' }
  /** @param file from the repository's root; @param notes what is worth knowing, and no refusal */
  | { readonly action: 'move'; readonly file: string; readonly text: string; readonly notes: readonly string[] }
  | { readonly action: 'refused'; readonly message: string };

/**
 * What becomes of the target's source.json where it is to be built from the commit of its upstream: the file's new text, or why not. Only
 * what is on the base branch may be named: everything else was not merged, and may be gone tomorrow.
 */
export function moveSource(request: SourceMoveRequest): SourceMove {
  const { from, to, commit, base, toBase, present, toPresent, minSoak, again = false } = request;
  const short = shortCommit(commit);
  const file = sourceFile(to);
  if (present !== undefined && toPresent === 'same') return { action: 'none' };
  if (toBase !== 'same' && toBase !== 'ancestor') return refused(whyNotOnBase(request));
  const now = present === undefined ? `the tip of ${base}` : `commit ${shortCommit(present)}`;
  if (toPresent === 'ancestor' && !again && minSoak !== undefined)
    return refused(`${to}: is built from ${now}, and nothing newer on ${base} is as old as ${minSoak}. Wait.`);
  if (toPresent === 'ancestor' && !again)
    return refused(
      `${to}: is built from ${now}, and commit ${short}${from === undefined ? '' : ` of ${from}`} is older: it would take changes back. Add --again where that is meant.`,
    );
  return { action: 'move', file, text: renderSource({ commit }), notes: notesOn(request, now) };
}

function refused(message: string): SourceMove {
  return { action: 'refused', message };
}

function whyNotOnBase({ from, to, commit, base, toBase }: SourceMoveRequest): string {
  const short = shortCommit(commit);
  if (from === undefined) return `${to}: commit ${short} is not on ${base} any more.`;
  if (toBase === 'unknown')
    return `${from}: is built from commit ${short}, and this clone does not show whether that is on ${base}. Fetch the history of ${base} (git fetch --unshallow), and run the command again.`;
  return `${from}: is built from commit ${short}, which is not on ${base}. Merge it there, or build ${from} from a commit that is: ${sourceFile(from)}`;
}

function notesOn({ to, commit, toPresent }: SourceMoveRequest, now: string): readonly string[] {
  const short = shortCommit(commit);
  if (toPresent === 'ancestor') return [`${to}: goes back from ${now} to commit ${short}.`];
  if (toPresent === 'diverged')
    return [`${to}: ${now} and commit ${short} have diverged: what only the former has is taken back.`];
  if (toPresent === 'unknown') return [`${to}: whether commit ${short} comes after ${now} is unknown here.`];
  return [];
}
