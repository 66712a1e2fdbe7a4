import { UserError } from '../../../errors.ts';
import type { GitPlace } from '../../../git/git-place.ts';
import type { Git } from '../../../git/git.ts';

/** What to say, and what to run, where a clone has no such commit. Nothing is fetched here: a check asks no network. */
export async function missingCommit(git: Git, { isShallow }: GitPlace, base: string): Promise<UserError> {
  const remotes = (await git.tryRun(['remote'])).out.split('\n').filter((name) => name !== '');
  const why = isShallow ? 'which is a shallow one' : 'and it is no folder that holds a dist';
  return new UserError(
    `--base '${base}': is no commit that this clone has, ${why}. Fetch it: ${fetchLine(base, remotes, isShallow)}`,
  );
}

/** A shallow clone stays one, and a whole one whole. */
function fetchLine(base: string, remotes: readonly string[], isShallow: boolean): string {
  const fetch = `git fetch${isShallow ? ' --depth=1' : ''}`;
  const remote = remotes.find((name) => base.startsWith(`${name}/`));
  const origin = remotes.includes('origin') ? 'origin' : (remotes[0] ?? 'origin');
  if (!/^[\w][\w./-]*$/.test(base)) return isShallow ? 'git fetch --unshallow' : `git fetch ${origin}`;
  if (/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(base)) return `${fetch} ${origin} ${base}`;
  if (/^v?\d/.test(base)) return `${fetch} ${origin} tag ${base}`;
  // With both ends it also works where the clone was made of one branch alone.
  if (remote === undefined) return `${fetch} ${origin} ${base}:${base}`;
  const branch = base.slice(remote.length + 1);
  return `${fetch} ${remote} +refs/heads/${branch}:refs/remotes/${remote}/${branch}`;
}
