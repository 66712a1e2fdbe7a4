import { type Dirent, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { isDiskError } from '../disk-error.ts';

/** A file that may hold manifests. */
export interface ManifestFile {
  /** As findings name it: the path from where the command runs; `<stdin>` for standard input. */
  readonly file: string;
  /** undefined for standard input. */
  readonly path: string | undefined;
  /** Whether the command line names this very file; what a folder holds may be something else than manifests. */
  readonly named: boolean;
  /** A symbolic link out of the folder that was named: it is not read. */
  readonly leavesFolder?: boolean | undefined;
}

const EXTENSION = /\.(?:ya?ml|json)$/i;
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules', '.kumiki']);
/** Input of other programs: they look like manifests, and no server takes them. */
const SKIPPED_FILES: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Chart.yaml']);

/**
 * The files that paths of a command line stand for, each once, in the paths' order and sorted inside folders. A named file is read
 * whatever it is called, of a folder all `.yaml`, `.yml` and `.json` below it. Symbolic links inside a folder are not followed: what they point to inside it is found anyway.
 *
 * @param paths files, folders, and `-` for standard input
 * @throws UserError where a path is missing or a folder has nothing to read
 */
export function findManifestFiles(paths: readonly string[], cwd: string): readonly ManifestFile[] {
  const named = new Set(
    paths.filter((path) => path !== '-' && !statOf(path, cwd).isDirectory()).map((path) => resolve(cwd, path)),
  );
  const found = new Map<string, ManifestFile>();
  for (const path of paths) {
    for (const file of filesOf(path, cwd)) {
      const key = file.path ?? '-';
      if (!found.has(key) && (file.named || !named.has(key))) found.set(key, file);
    }
  }
  return [...found.values()];
}

function filesOf(path: string, cwd: string): readonly ManifestFile[] {
  if (path === '-') return [{ file: '<stdin>', path: undefined, named: true }];
  const absolute = resolve(cwd, path);
  if (!statOf(path, cwd).isDirectory()) return [{ file: shown(absolute, cwd), path: absolute, named: true }];
  const files = walk(absolute, realpathSync(absolute)).map((leaf) => ({
    file: shown(leaf.path, cwd),
    named: false,
    ...leaf,
  }));
  if (files.length === 0)
    throw new UserError(`${path}: there is no .yaml, .yml or .json file in this folder. Name a folder with manifests.`);
  return files;
}

function statOf(path: string, cwd: string): Stats {
  try {
    return statSync(resolve(cwd, path));
  } catch (error) {
    if (isDiskError(error, 'ENOENT', 'ENOTDIR'))
      throw new UserError(`${path}: there is no such file or folder. Correct the path.`, { cause: error });
    if (isDiskError(error))
      throw new UserError(`${path}: cannot be read (${error.code}). Name a file or folder that this user may read.`, {
        cause: error,
      });
    throw error;
  }
}

interface Leaf {
  readonly path: string;
  readonly leavesFolder?: boolean | undefined;
}

function walk(folder: string, root: string): readonly Leaf[] {
  return entriesOf(folder).flatMap((entry): readonly Leaf[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : walk(path, root);
    if (!EXTENSION.test(entry.name) || SKIPPED_FILES.has(entry.name)) return [];
    if (entry.isFile()) return [{ path }];
    return entry.isSymbolicLink() && !pointsBelow(path, root) ? [{ path, leavesFolder: true }] : [];
  });
}

/** A link to nothing points nowhere below. */
function pointsBelow(link: string, root: string): boolean {
  try {
    return realpathSync(link).startsWith(root + sep);
  } catch (error) {
    if (isDiskError(error)) return false;
    throw error;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (!isDiskError(error)) throw error;
    throw new UserError(
      `${folder}: cannot be read (${error.code}). Give this user the right to read it, or name its files.`,
      { cause: error },
    );
  }
}

/** With `/` everywhere; a path outside stays absolute. */
function shown(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return (below.startsWith('..') ? path : below).split(sep).join('/');
}
