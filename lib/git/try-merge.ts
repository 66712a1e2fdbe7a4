import { GitFailure, type Git } from './git.ts';

/**
 * What a merge of two commits would give, without making it.
 *
 * @returns the tree; undefined where it conflicts
 * @throws a {@link GitFailure} where nobody can tell: https://git-scm.com/docs/git-merge-tree#_exit_status
 */
export async function tryMerge(git: Git, ours: string, theirs: string): Promise<string | undefined> {
  const { code, out, err } = await git.tryRun(['merge-tree', '--write-tree', '--no-messages', ours, theirs]);
  if (code > 1) throw new GitFailure('git merge-tree failed:', err);
  return code === 0 ? out.trim() : undefined;
}
