import type { Clone } from './clone.ts';
import { listFolder, type TreeEntry } from './read-tree.ts';

/**
 * Puts the sources of a commit into the clone's folder: everything but `dist/` and the data of environments, of which only those that are
 * named come. Contents are fetched in one request, and an index holds only what is there: a fleet's other files cost nothing.
 *
 * @param environments whose data, `environments/<env>/`, is needed
 */
export async function checkOut({ git }: Clone, commit: string, environments: readonly string[]): Promise<void> {
  const root = await listFolder(git, commit, '');
  const inside = await listFolder(git, commit, 'environments');
  const wanted = new Set([...environments, 'previews'].map((name) => `environments/${name}`));
  const kept = [...inside].filter(([path, { type }]) => type === 'blob' || wanted.has(path));
  const below = await makeTree(git, kept, 'environments/');
  const entries = [...root]
    .filter(([path]) => path !== 'dist')
    .map(([path, entry]): [string, TreeEntry] =>
      path === 'environments' ? [path, { ...entry, id: below }] : [path, entry],
    );
  const tree = await makeTree(git, entries, '');
  await git.run(['read-tree', '--reset', '-u', tree]);
  await removeOthers(git);
  await git.run(['update-ref', '--no-deref', 'HEAD', commit]);
}

/** What an attempt before this one has left, and the commit does not have; not what was installed, or built to be run. */
async function removeOthers(git: Clone['git']): Promise<void> {
  const clean = ['clean', '--quiet', '-ffd', '--exclude=node_modules'];
  await git.run(clean);
  // Here also what is ignored, by the repository or the person, as `dist` is by many.
  await git.run([...clean, '-x', '--', 'dist', 'environments']);
}

async function makeTree(
  git: Clone['git'],
  entries: Iterable<readonly [string, TreeEntry]>,
  folder: string,
): Promise<string> {
  const lines = [...entries].map(
    ([path, { mode, type, id }]) => `${mode} ${type} ${id}\t${path.slice(folder.length)}\0`,
  );
  // Contents that are not there yet are no mistake.
  return git.run(['mktree', '-z', '--missing'], lines.join(''));
}
