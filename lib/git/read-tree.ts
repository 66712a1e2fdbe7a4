import { GitFailure, type Git } from './git.ts';

export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly id: string;
}

/** Every file below a path of a commit, by its whole path. Needs no content, so that a blobless clone fetches nothing for it. */
export async function listFiles(git: Git, commit: string, below: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit, ...(below === '' ? [] : ['--', `${below}/`])];
  return entriesOf(await git.run(args));
}

/** What one folder of a commit holds, by whole path; nothing where there is no such folder. */
export async function listFolder(git: Git, commit: string, folder: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const args = ['ls-tree', '-z', '--full-tree', commit, ...(folder === '' ? [] : ['--', `${folder}/`])];
  return entriesOf(await git.run(args));
}

/**
 * The text of a file of a commit; undefined where there is none.
 *
 * @throws a {@link GitFailure} where it is there and cannot be had, as a clone without contents may fetch it only now: what nobody could
 * read is not what is missing
 */
export async function tryReadFile(git: Git, commit: string, file: string): Promise<string | undefined> {
  const { code, out, err } = await git.tryRun(['cat-file', 'blob', `${commit}:${file}`]);
  if (code === 0) return out;
  const listed = await git.tryRun(['ls-tree', '-z', '--full-tree', commit, '--', file]);
  if (entriesOf(listed.out).get(file)?.type === 'blob') throw new GitFailure(`${file}: git cannot read it:`, err);
  return undefined;
}

function entriesOf(out: string): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (const line of out.split('\0')) {
    const [, mode, type, id, file] = /^(\d+) (blob|tree|commit) ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
    if (mode !== undefined && id !== undefined && file !== undefined)
      entries.set(file, { mode, type: type as TreeEntry['type'], id });
  }
  return entries;
}
