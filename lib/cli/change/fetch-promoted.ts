import { readSource, sourceFile } from '../../environment/source/source-file.ts';
import type { Clone } from '../../git/clone.ts';
import { prefetchBlobs } from '../../git/read-blobs.ts';
import { listFiles, listFolder, tryReadFile } from '../../git/read-tree.ts';

/** Fetches the code that environments of a commit are built from, where that is of another one: rendering fetches nothing. */
export async function fetchPromoted(clone: Clone, commit: string, environments: readonly string[]): Promise<void> {
  for (const environment of environments) {
    const file = sourceFile(environment);
    const text = await tryReadFile(clone.git, commit, file);
    if (text !== undefined) await fetchSources(clone, readSource(text, file).commit);
  }
}

/** The contents of a commit's sources, in one request. A commit that is not there is told where it is rendered. */
export async function fetchSources({ git }: Clone, commit: string): Promise<void> {
  if ((await git.tryRun(['cat-file', '-e', `${commit}^{commit}`])).code !== 0) return;
  const ids: string[] = [];
  for (const [path, { type, id }] of await listFolder(git, commit, ''))
    if (type === 'blob') ids.push(id);
    else if (path === 'environments') ids.push(...(await filesIn(git, commit, path)));
    else if (path !== 'dist' && type === 'tree')
      for (const entry of (await listFiles(git, commit, path)).values()) if (entry.type === 'blob') ids.push(entry.id);
  await prefetchBlobs(git, ids);
}

async function filesIn(git: Clone['git'], commit: string, folder: string): Promise<readonly string[]> {
  return [...(await listFolder(git, commit, folder)).values()].flatMap(({ type, id }) => (type === 'blob' ? id : []));
}
