import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isDiskError } from '../disk-error.ts';
import { UserError } from '../errors.ts';
import { removeEmptyFolders } from '../write/remove-empty-folders.ts';
import { isInside } from './dist-folder.ts';

interface Staged {
  /** From the root. */
  readonly name: string;
  readonly file: string;
  /** What takes its place; undefined where it goes. */
  readonly temporary: string | undefined;
  /** What it held; undefined where there was none. */
  readonly before: Buffer | undefined;
}

/**
 * Writes and removes files of a repository, each by one call; where one cannot be, none is changed. Folders of data and of dist
 * that it empties go too: git keeps none, so that a clone would not have them.
 *
 * @param files path from the root to the whole text; undefined removes the file, if there is one
 */
export function writeAll(root: string, files: ReadonlyMap<string, string | undefined>): void {
  const staged: Staged[] = [];
  const done: Staged[] = [];
  try {
    for (const [name, text] of files) staged.push(explained(name, () => stage(root, name, text)));
    for (const one of staged) {
      explained(one.name, () => apply(one));
      done.push(one);
    }
  } catch (error) {
    for (const { file, before } of done)
      if (before === undefined) rmSync(file, { force: true });
      else writeFileSync(file, before);
    throw error;
  } finally {
    for (const { temporary } of staged) if (temporary !== undefined) rmSync(temporary, { force: true });
  }
  for (const one of staged) if (one.temporary === undefined && one.before !== undefined) tidy(root, one);
}

function tidy(root: string, { name, file }: Staged): void {
  const [, top] = /^(environments|dist)\/./.exec(name) ?? [];
  if (top === undefined) return;
  try {
    removeEmptyFolders(path.join(root, top), path.dirname(file));
  } catch (error) {
    // All is written, and an empty folder that stays harms nobody: it may be a link, or another's.
    if (!isDiskError(error)) throw error;
  }
}

function stage(root: string, name: string, text: string | undefined): Staged {
  const file = path.join(root, name);
  const folder = path.dirname(file);
  if (!isInside(realpathSync(root), nearestFolder(folder)))
    throw new UserError(`${name}: is outside the repository, where a link leads. Make its folder a real one.`);
  const before = tryRead(file);
  if (text === undefined) return { name, file, temporary: undefined, before };
  mkdirSync(folder, { recursive: true });
  const temporary = path.join(folder, `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return { name, file, temporary, before };
}

function apply({ file, temporary }: Staged): void {
  if (temporary === undefined) rmSync(file, { force: true });
  else renameSync(temporary, file);
}

/** The real path of a folder, or of the nearest one above it that there is. */
function nearestFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    if (!isDiskError(error, 'ENOENT')) throw error;
    return nearestFolder(path.dirname(folder));
  }
}

function tryRead(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isDiskError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function explained<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!isDiskError(cause)) throw cause;
    throw new UserError(
      `${name}: cannot be written (${cause.code}). Make that possible for this user; nothing was changed.`,
      { cause },
    );
  }
}
