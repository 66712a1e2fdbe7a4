import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { Git, GitFailure, type GitOptions } from './git.ts';
import type { GitPlace } from './git-place.ts';
import { initRepository } from './init-repository.ts';
import { listFiles, listFolder, type TreeEntry } from './read-tree.ts';

export interface TreeRequest {
  readonly commit: string;
  /** Where the files go: an empty folder, absolute. */
  readonly folder: string;
  /** Which files, by path from the root of git's tree. */
  readonly wants: (file: string) => boolean;
}

/** What is not there, or not whole: the objects of a shallow or a partial clone. */
export type Extraction =
  | { readonly is: 'whole' }
  | { readonly is: 'no commit'; readonly type: string | undefined }
  /** @param files that cannot be read; none where not even their names can be */
  | { readonly is: 'incomplete'; readonly files: readonly string[] };

/**
 * Writes files of a commit as they are committed, byte for byte on every machine: no attribute, filter or setting of the repository or of
 * the person changes them.
 *
 * It reads the objects through a repository of its own that borrows them (https://git-scm.com/docs/gitrepository-layout, `objects/info/alternates`):
 * one without remotes, so that nothing is ever fetched. `GIT_NO_LAZY_FETCH` would do that only from git 2.45 on (and with security
 * fixes of earlier ones), and `remote.<name>.promisor=false` not at all: a setting of the clone's file counts beside it.
 */
export async function extractTree(place: GitPlace, options: GitOptions, request: TreeRequest): Promise<Extraction> {
  const git = await borrowObjects(place, options, request.folder);
  try {
    return await extract(git, place, request);
  } finally {
    rmSync(path.join(request.folder, '.git'), { recursive: true, force: true });
  }
}

async function borrowObjects({ objects, format }: GitPlace, options: GitOptions, folder: string): Promise<Git> {
  const env = { ...options.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull };
  const git = new Git(folder, { ...options, env, isOurs: true });
  await initRepository(git, format);
  writeFileSync(path.join(folder, '.git', 'objects', 'info', 'alternates'), `${JSON.stringify(objects)}\n`);
  return git;
}

async function extract(git: Git, { prefix }: GitPlace, { commit, folder, wants }: TreeRequest): Promise<Extraction> {
  const { code, out } = await git.tryRun(['cat-file', '-t', commit]);
  const type = code === 0 ? out.trim() : undefined;
  if (type !== 'commit') return { is: 'no commit', type };
  const listed = await tryListFiles(git, commit, prefix);
  if (listed === undefined) return { is: 'incomplete', files: [] };
  const files = [...listed].filter(([file, entry]) => entry.type === 'blob' && wants(file));
  await git.run(['update-index', '-z', '--index-info'], files.map(toIndexLine).join(''));
  const written = await git.tryRun(['checkout-index', '--all', '--force', '--quiet']);
  if (written.code === 0) return { is: 'whole' };
  const missing = files.filter(([file]) => lstatSync(path.join(folder, file), { throwIfNoEntry: false }) === undefined);
  const [first] = missing;
  // What is there and was not written all the same, the disk refused.
  if (first === undefined || (await git.tryRun(['cat-file', '-e', first[1].id])).code === 0)
    throw new GitFailure(`${folder}: git cannot write there:`, written.err);
  return { is: 'incomplete', files: missing.map(([file]) => file) };
}

/** Everything below the folder, and the settings on the way up, which hold there too. */
async function tryListFiles(
  git: Git,
  commit: string,
  prefix: string,
): Promise<ReadonlyMap<string, TreeEntry> | undefined> {
  const folder = prefix.replace(/\/$/, '');
  try {
    const files = new Map(await listFiles(git, commit, folder));
    for (const above of foldersAbove(folder)) {
      // oxlint-disable-next-line no-await-in-loop
      for (const [file, entry] of await listFolder(git, commit, above))
        if (file.endsWith('.json')) files.set(file, entry);
    }
    return files;
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** `''` and `ops` of `ops/manifests`; none of the root itself. */
function foldersAbove(folder: string): readonly string[] {
  return folder === '' ? [] : folder.split('/').map((_, depth, names) => names.slice(0, depth).join('/'));
}

function toIndexLine([file, { mode, id }]: readonly [string, TreeEntry]): string {
  return `${mode} ${id}\t${file}\0`;
}
