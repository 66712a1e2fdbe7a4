import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors.ts';

const MODULE = /\.(?:ts|mts|js|mjs)$/;
const NOT_LOADED = /^[_.]|\.d\.m?ts$|\.(?:test|spec)\.[a-z]+$/;
const CONFIG_FILES = ['kumiki.config.ts', 'kumiki.config.mts', 'kumiki.config.js', 'kumiki.config.mjs'];

/** The repository's folder without symbolic links, as esbuild gives its paths. */
export function repositoryRoot(cwd: string): string {
  const folder = path.resolve(cwd);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(`${cwd}: there is no such folder. Run kumiki in a repository, or name one with --cwd.`);
  }
  return realpathSync(folder);
}

/**
 * The files that define environments, from the repository's root and in a stable order: `environments/production.ts`. Files named
 * `_x.ts`, declarations, tests and subfolders are not loaded.
 */
export function findEnvironmentFiles(root: string): readonly string[] {
  const found = list(root)
    .filter((entry) => MODULE.test(entry.name) && !NOT_LOADED.test(entry.name) && !entry.isDirectory())
    .map((entry) => `environments/${entry.name}`)
    .toSorted();
  if (found.length > 0) return found;
  throw new UserError(
    `environments/: there is no environment in ${root}. ` +
      `Write environments/production.ts with 'export default defineEnvironment({ … })'.`,
  );
}

/** `kumiki.config.ts`, if there is one. */
export function findConfigFile(root: string): string | undefined {
  const found = CONFIG_FILES.filter((name) => statSync(path.join(root, name), { throwIfNoEntry: false })?.isFile());
  if (found.length > 1) throw new UserError(`${found[0]}: there is ${found[1]} too. Keep one of the two.`);
  return found[0];
}

function list(root: string): readonly Dirent[] {
  try {
    return readdirSync(path.join(root, 'environments'), { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    const what = code === 'ENOTDIR' ? 'is no folder. Make it one' : `cannot be read (${code}). Allow it`;
    throw new UserError(`environments/: ${what}.`, { cause: error });
  }
}
