import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeEmptyFolder } from './remove-empty-folders.ts';

/**
 * What a run keeps in `dist/.kumiki/` while it works; nothing of it stays when it is done. The folders are the journal:
 * - `lock/`   one file a process that holds or asks for dist
 * - `stage/`  new folders and files, complete before the first is swapped in; worthless without `old/`
 * - `old/`    folders that are swapped out. One whose successor is still in `stage/` is a swap to finish; any other waits to be emptied
 */
export interface WorkFolder {
  readonly root: string;
  readonly lock: string;
  readonly stage: string;
  readonly old: string;
}

/** Below dist, so that a rename never crosses file systems; the dot keeps it apart from environments. */
export const WORK_FOLDER = '.kumiki';

export function workFolder(dist: string): WorkFolder {
  const root = join(dist, WORK_FOLDER);
  return { root, lock: join(root, 'lock'), stage: join(root, 'stage'), old: join(root, 'old') };
}

/** A unit of swapping is `<env>` or `<env>/<app>`; in `stage/` and `old/` it is one folder. No environment or application has a `+` in its name. */
export function unitFolderName(unit: string): string {
  return unit.replace('/', '+');
}

export function unitOf(folderName: string): string {
  return folderName.replace('+', '/');
}

/** Drops what is staged. Only for who holds the lock: it may be another's work. */
export function dropStage(work: WorkFolder): void {
  rmSync(work.stage, { recursive: true, force: true });
  removeEmptyFolder(work.old);
}

/** Removes the work folder unless another process waits in it or holds it. */
export function removeWorkFolder(work: WorkFolder): void {
  if (removeEmptyFolder(work.lock)) removeEmptyFolder(work.root);
}
