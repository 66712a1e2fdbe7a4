import { rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDiskError } from '../disk-error.ts';

/** Removes the folder where it is empty, and then its parents as long as they are; never `top` itself. */
export function removeEmptyFolders(top: string, folder: string): void {
  for (let path = folder; path !== top; path = dirname(path)) {
    if (!removeEmptyFolder(path)) return;
  }
}

/** @returns whether the folder is gone */
export function removeEmptyFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if (isDiskError(error, 'ENOTEMPTY', 'EEXIST')) return false;
    if (isDiskError(error, 'ENOENT')) return true;
    throw error;
  }
}
