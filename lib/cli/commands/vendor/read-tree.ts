import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isDiskError } from '../../../disk-error.ts';
import { UserError } from '../../../errors.ts';
import { isInside } from '../../dist-folder.ts';

/** A file or folder of the repository. */
export interface Place {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly isFolder: boolean;
}

/**
 * What a path of the command line names, wherever links lead; undefined where there is nothing.
 *
 * @param cwd what it is relative to
 * @throws a UserError where it is outside the repository
 */
export function tryPlace(root: string, cwd: string, file: string): Place | undefined {
  const asked = path.resolve(cwd, file);
  const base = realpathSync(root);
  try {
    const absolute = realpathSync(asked);
    if (!isInside(base, absolute)) throw outside(file);
    const shown = path.relative(base, absolute).split(path.sep).join('/');
    return { path: shown === '' ? '.' : shown, absolute, isFolder: statSync(absolute).isDirectory() };
  } catch (error) {
    if (!isDiskError(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) throw error;
    if (!isInside(root, asked) && !isInside(base, asked)) throw outside(file);
    return undefined;
  }
}

/** The bytes of every file below a folder, by path below it. A link is followed to what is in the repository, and refused elsewhere. */
export function readTree(root: string, folder: string): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  collect(realpathSync(root), folder, '', [], files);
  return files;
}

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** @param above real paths of the folders around: a link to one of them has no end */
function collect(
  root: string,
  folder: string,
  below: string,
  above: readonly string[],
  files: Map<string, Uint8Array>,
): void {
  for (const name of readdirSync(folder).toSorted()) {
    if (SKIPPED.has(name)) continue;
    const shown = below === '' ? name : `${below}/${name}`;
    const real = realPath(path.join(folder, name), shown);
    if (!isInside(root, real)) throw outside(path.relative(root, path.join(folder, name)));
    const stat = statSync(real);
    if (stat.isFile()) files.set(shown, readFileSync(real));
    else if (stat.isDirectory()) {
      if (above.includes(real)) throw new UserError(`${shown}: is a link to a folder that it is in. Remove it.`);
      collect(root, real, shown, [...above, real], files);
    }
  }
}

function realPath(file: string, shown: string): string {
  try {
    return realpathSync(file);
  } catch (cause) {
    throw new UserError(`${shown}: is a link to nothing. Mend or remove it.`, { cause });
  }
}

function outside(file: string): UserError {
  return new UserError(
    `${file}: is outside the repository. Only what lies in the repository may be rendered: copy it into it.`,
  );
}
