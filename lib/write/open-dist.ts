import { accessSync, constants, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import { explainDiskErrors } from '../disk-error.ts';
import { shownPath } from '../shown-path.ts';
import { WORK_FOLDER } from './work-folder.ts';

export interface OpenDist {
  /** Without any link in it. */
  readonly path: string;
  /** Whether it is new: a run that writes nothing takes it away again. */
  readonly isNew: boolean;
}

/**
 * Makes sure that dist is a folder in which to write.
 *
 * @param root folder that dist must not lead out of; without it, dist may be anywhere
 */
export function openDist(dist: string, root?: string): OpenDist {
  return explainDiskErrors(dist, () => {
    const path = resolveLinks(dist);
    if (root !== undefined && isOutside(path, realpathSync(root))) {
      throw new UserError(
        `${shownPath(dist)}: is a link that leads out of the repository, to ${path}. Replace it by a folder.`,
      );
    }
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === false)
      throw new UserError(`${shownPath(dist)}: is a file, and the rendered manifests need a folder. Move it away.`);
    if (stat === undefined) makeFolder(path);
    accessSync(path, constants.W_OK | constants.X_OK);
    refuseOtherWork(join(path, WORK_FOLDER));
    return { path, isNew: stat === undefined };
  });
}

/** The real path, of which the last parts need not exist. */
function resolveLinks(path: string): string {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat !== undefined) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(resolveLinks(parent), basename(path));
}

/** As mkdir with `recursive`, which never returns on file systems such as /proc. */
function makeFolder(path: string): void {
  const parent = dirname(path);
  if (parent !== path && !existsSync(parent)) makeFolder(parent);
  mkdirSync(path);
}

function isOutside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || way === '';
}

/** Through a link, or in folders of another user, a swap would change what is not dist. */
function refuseOtherWork(folder: string): void {
  const paths = [folder, join(folder, 'lock'), join(folder, 'old')];
  for (const path of paths) {
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false) {
      throw new UserError(`${shownPath(path)}: is no folder, and kumiki keeps its unfinished work there. Remove it.`);
    }
  }
}
