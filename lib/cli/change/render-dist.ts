import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { blobId } from '../../git/blob-id.ts';
import type { Clone } from '../../git/clone.ts';
import type { Git } from '../../git/git.ts';
import { objectFormatOf } from '../../git/object-format.ts';
import { listFiles, tryReadFile } from '../../git/read-tree.ts';
import { isOurs } from '../../write/header.ts';
import type { RepositoryKumiki } from './repository-kumiki.ts';

/**
 * Everything that the sources in a clone's folder give for environments: the text of each file by its path from the root.
 *
 * @param environments undefined for all
 */
export async function renderDist(
  { git }: Clone,
  kumiki: RepositoryKumiki,
  environments?: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const dist = path.join(git.folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await kumiki.synth(environments);
  return new Map(filesBelow(dist).map((file) => [`dist/${file}`, readFileSync(path.join(dist, file), 'utf8')]));
}

/**
 * What a commit has below a folder of `dist/` and that is not what was rendered: the text that belongs there, undefined where a file of ours
 * no longer does.
 */
export async function compareDistAt(
  git: Git,
  commit: string,
  below: string,
  rendered: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string | undefined>> {
  const committed = await listFiles(git, commit, below);
  const format = objectFormatOf(commit);
  const files = new Map<string, string | undefined>();
  for (const [file, text] of rendered)
    if (file.startsWith(`${below}/`) && committed.get(file)?.id !== blobId(text, format)) files.set(file, text);
  for (const file of committed.keys())
    if (!rendered.has(file) && (await isOursAt(git, commit, file))) files.set(file, undefined);
  return files;
}

async function isOursAt(git: Git, commit: string, file: string): Promise<boolean> {
  return /\.ya?ml$/.test(file) && isOurs(Buffer.from((await tryReadFile(git, commit, file)) ?? ''));
}

/** Without what a run keeps for itself in `.kumiki`. */
function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.startsWith('.kumiki/'));
}
