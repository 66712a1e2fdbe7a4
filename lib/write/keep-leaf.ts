import { copyFileSync, linkSync, lstatSync, readlinkSync, symlinkSync, utimesSync } from 'node:fs';
import { isDiskError } from '../disk-error.ts';
import type { LeafKind } from './list-folder.ts';

/** What file systems without hard links answer, and what Linux answers for files of other users. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK', 'EACCES'];

/** Makes something appear at a second place: the same file by a hard link, or a copy with its time where there are none. */
export function keepLeaf(from: string, to: string, kind: LeafKind): void {
  if (kind === 'link') {
    symlinkSync(readlinkSync(from), to);
    return;
  }
  try {
    linkSync(from, to);
  } catch (error) {
    if (kind !== 'file' || !isDiskError(error, ...NO_LINKS)) throw error;
    copyFileSync(from, to);
    const { atime, mtime } = lstatSync(from);
    utimesSync(to, atime, mtime);
  }
}
