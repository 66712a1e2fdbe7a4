import type { Git } from '../../../git/git.ts';
import { relateCommits } from '../../../git/relate-commits.ts';
import { moveSource, type SourceMove, type SourceMoveRequest } from './move-source.ts';
import { isSameSource } from './source-commits.ts';

export interface MoveQuestion extends Omit<SourceMoveRequest, 'toBase' | 'toPresent'> {
  /** The repository of manifests, with its history. */
  readonly git: Git;
  /** The commit at the tip of the base branch. */
  readonly tip: string;
}

/** What becomes of the target's source.json, by where the commits stand to each other. */
export async function planMove({ git, tip, ...request }: MoveQuestion): Promise<SourceMove> {
  const { commit, present, again = false } = request;
  const old = present ?? tip;
  return moveSource({
    ...request,
    toBase: await relateCommits(git, commit, tip),
    toPresent: (await isSameSource(git, commit, old)) ? 'same' : await relateCommits(git, commit, old),
    again: again || present === undefined,
  });
}
