import type { Git } from '../../../git/git.ts';
import { readBlobs } from '../../../git/read-blobs.ts';
import { listFiles } from '../../../git/read-tree.ts';
import { readAges } from './read-ages.ts';
import type { RepositoryState } from './repository-state.ts';

/**
 * What the commit at HEAD has: what a CD tool takes once it is on its branch. Changes that are not committed run nowhere.
 *
 * @returns undefined where the folder is in no repository of git, or nothing is committed
 */
export async function tryCommittedState(git: Git): Promise<RepositoryState | undefined> {
  const head = await git.tryRun(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.code !== 0) return undefined;
  const commit = head.out.trim();
  const prefix = (await git.run(['rev-parse', '--show-prefix'])).trim();
  const branch = await git.tryRun(['symbolic-ref', '--quiet', '--short', 'HEAD']);
  const isShallow = (await git.run(['rev-parse', '--is-shallow-repository'])) === 'true';
  const files = new Map<string, string>();
  for (const folder of ['dist', 'environments'])
    for (const [file, { type, id }] of await listFiles(git, commit, `${prefix}${folder}`))
      if (type === 'blob') files.set(file.slice(prefix.length), id);
  return {
    files,
    read: (ids) => readBlobs(git, ids),
    ages: async (paths) => (isShallow ? undefined : readAges(git, commit, prefix, paths)),
    commit,
    branch: branch.code === 0 ? branch.out.trim() : undefined,
    notes: [
      ...(await uncommittedNotes(git)),
      ...(isShallow
        ? [
            'The clone is shallow: it does not know how old the pins are, nor all of their history. Get it with: git fetch --unshallow',
          ]
        : []),
    ],
  };
}

async function uncommittedNotes(git: Git): Promise<readonly string[]> {
  const { out } = await git.tryRun(['status', '--porcelain', '--', 'dist', 'environments']);
  return out === ''
    ? []
    : ['What is changed below dist and environments and not committed runs nowhere, and is not shown.'];
}
