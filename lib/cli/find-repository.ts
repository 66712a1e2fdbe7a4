import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';

/** The repository that a folder lies in: the folder itself if it has `environments`, else the nearest one above that has it beside a package.json. */
export function findRepository(folder: string): string {
  // What is no folder is for the loader to tell.
  if (has(folder, 'environments') || !isFolder(folder)) return folder;
  const above = foldersAbove(folder).find((one) => has(one, 'environments') && has(one, 'package.json'));
  if (above !== undefined) return above;
  throw new UserError(
    `environments/: there is no environment in ${folder}, and no repository above it. ` +
      `Write environments/production.ts with 'export default defineEnvironment({ … })', or name the repository with --cwd.`,
  );
}

function has(folder: string, name: string): boolean {
  return existsSync(path.join(folder, name));
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The nearest first. */
function foldersAbove(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [] : [parent, ...foldersAbove(parent)];
}
