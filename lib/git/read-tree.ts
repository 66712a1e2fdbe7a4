import type { Git } from './git.ts';

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

/** The text of a file of a commit; undefined where there is none. */
export async function tryReadFile(git: Git, commit: string, file: string): Promise<string | undefined> {
  const { code, out } = await git.tryRun(['cat-file', 'blob', `${commit}:${file}`]);
  return code === 0 ? out : undefined;
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
