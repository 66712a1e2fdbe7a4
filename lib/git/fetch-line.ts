import type { Git } from './git.ts';
import type { GitPlace } from './git-place.ts';

/** The line that fetches a commit which a clone lacks; undefined where there is no remote to fetch from. */
export async function fetchCommitLine(git: Git, place: GitPlace, commit: string): Promise<string | undefined> {
  const remote = await remoteOf(git);
  if (remote === undefined) return undefined;
  const depth = place.isShallow ? '--depth=1 ' : '';
  const contents = (await isPartial(git)) ? '--no-filter ' : '';
  return `git fetch ${depth}${contents}${remote} ${commit}`;
}

/**
 * The line that fetches the contents of a commit's files which a partial clone lacks, in one request.
 *
 * @param paths files and folders, from the folder of `git`; all where there is none
 */
export async function fetchContentsLine(git: Git, commit: string, paths: readonly string[]): Promise<string> {
  const list = ['git ls-tree -r --object-only', commit, ...paths.map(quoted)].join(' ');
  return `${list} | git fetch --no-tags --no-write-fetch-head --stdin ${(await remoteOf(git)) ?? 'origin'}`;
}

/** Whether it is a clone that has left contents, or folders, with its remote. */
export async function isPartial(git: Git): Promise<boolean> {
  const { out } = await git.tryRun([
    'config',
    '--get-regexp',
    String.raw`^(remote\..*\.promisor|extensions\.partialclone)$`,
  ]);
  return out.trim() !== '';
}

async function remoteOf(git: Git): Promise<string | undefined> {
  const remotes = (await git.tryRun(['remote'])).out.split('\n').filter((name) => name !== '');
  return remotes.includes('origin') ? 'origin' : remotes[0];
}

/** For a shell, where it has to be. */
function quoted(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
