import { existsSync } from 'node:fs';
import { explainDiskError } from '../disk-error.ts';
import { takeLock } from './lock.ts';
import { openDist } from './open-dist.ts';
import { shownPath } from '../shown-path.ts';
import { finishSwaps } from './swap.ts';
import { dropStage, removeWorkFolder, workFolder } from './work-folder.ts';

export interface RecoverDistOptions {
  /** How long to wait for a process that is swapping right now. @default 10000 */
  readonly waitMilliseconds?: number | undefined;
}

/**
 * Finishes the swap that a killed run began. Every command that reads dist calls it first; where there is nothing to finish it costs one look at the disk.
 *
 * @throws UserError where another process holds dist for longer than the wait, or where dist cannot be written
 */
export async function recoverDist(dist: string, options: RecoverDistOptions = {}): Promise<void> {
  if (!existsSync(workFolder(dist).old)) return;
  const { path } = openDist(dist);
  const work = workFolder(path);
  const lock = await takeLock(work.lock, shownPath(dist), options.waitMilliseconds ?? 10_000);
  try {
    finishSwaps(path, work);
    dropStage(work);
  } catch (error) {
    throw explainDiskError(dist, error);
  } finally {
    lock.release();
    removeWorkFolder(work);
  }
}
