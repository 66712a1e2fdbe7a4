import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskError } from '../disk-error.ts';

/**
 * Moves a folder: one rename, or file by file where the file system cannot rename it or `to` is there already. Overlay file systems (containers)
 * refuse to rename a folder that comes from their image.
 */
export function moveFolder(from: string, to: string): void {
  if (lstatSync(to, { throwIfNoEntry: false }) === undefined) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!isDiskError(error, 'EXDEV')) throw error;
    }
  }
  moveContents(from, to);
}

function moveContents(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const move = entry.isDirectory() ? moveContents : renameSync;
    move(join(from, entry.name), join(to, entry.name));
  }
  rmdirSync(from);
}
