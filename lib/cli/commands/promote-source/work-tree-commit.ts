import { shortCommit } from '../../../environment/source/commit-name.ts';
import { UserError } from '../../../errors.ts';
import { findGitPlace } from '../../../git/git-place.ts';
import type { Git } from '../../../git/git.ts';

/** The commit that a work tree stands on. Throws a UserError where there is none. */
export async function readHead(git: Git): Promise<string> {
  const place = await findGitPlace(git);
  if ('problem' in place)
    throw new UserError(
      `${git.folder}: promote --source names a commit, and git cannot look for one here (${place.problem}). Use a clone of the repository.`,
    );
  const { code, out } = await git.tryRun(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (code === 0) return out.trim();
  throw new UserError(
    `${git.folder}: promote --source names a commit, and there is none yet. Commit what is there first.`,
  );
}

/** Says where a commit is not on the remote's base branch, as that was last fetched; nothing where it never was, as in a clone of CI. */
export async function noteUnmerged(
  git: Git,
  environment: string,
  commit: string,
  base: string,
): Promise<readonly string[]> {
  const ref = `refs/remotes/origin/${base}`;
  if ((await git.tryRun(['rev-parse', '--verify', '--quiet', ref])).code !== 0) return [];
  if ((await git.tryRun(['merge-base', '--is-ancestor', commit, ref])).code === 0) return [];
  return [
    `${environment}: commit ${shortCommit(commit)} is not on ${base} of origin, as that was last fetched. Merge it there first: squashed or rebased it is another, and this one is gone.`,
  ];
}
