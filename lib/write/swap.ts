import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drain } from './drain.ts';
import { moveFolder } from './move-folder.ts';
import { removeEmptyFolders } from './remove-empty-folders.ts';
import type { Change } from './stage-environment.ts';
import { unitFolderName, unitOf, type WorkFolder } from './work-folder.ts';

/** Makes all changes. A failure takes back the folders that were swapped before it; a kill leaves what {@link finishSwaps} finishes. */
export function makeChanges(dist: string, work: WorkFolder, changes: readonly Change[]): void {
  if (changes.some((change) => change.type === 'swap')) mkdirSync(work.old, { recursive: true });
  const undo: (() => void)[] = [];
  try {
    for (const change of changes) if (change.type === 'swap') swap(dist, work, change.unit, change.staged, undo);
    for (const change of changes) if (change.type !== 'swap') changeFile(dist, change);
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  }
  finishSwaps(dist, work);
}

/** What is left to do after the renames, and after a kill between them. Nothing where nothing was swapped. */
export function finishSwaps(dist: string, work: WorkFolder): void {
  if (!existsSync(work.old)) return;
  for (const name of readdirSync(work.old)) {
    const target = join(dist, unitOf(name));
    const staged = join(work.stage, name);
    const old = join(work.old, name);
    if (existsSync(staged)) {
      if (existsSync(target)) moveFolder(target, old);
      renameSync(staged, target);
    }
    drain(old, target);
    removeEmptyFolders(dist, target);
  }
  rmdirSync(work.old);
}

function swap(dist: string, work: WorkFolder, unit: string, staged: string, undo: (() => void)[]): void {
  const target = join(dist, unit);
  const old = join(work.old, unitFolderName(unit));
  if (existsSync(target)) {
    undo.push(() => {
      if (existsSync(old)) moveFolder(old, target);
    });
    moveFolder(target, old);
  }
  renameSync(staged, target);
  undo.push(() => renameSync(target, staged));
}

function changeFile(dist: string, change: Exclude<Change, { readonly type: 'swap' }>): void {
  if (change.type === 'remove') {
    unlinkSync(change.target);
    removeEmptyFolders(dist, dirname(change.target));
  } else {
    mkdirSync(dirname(change.target), { recursive: true });
    renameSync(change.staged, change.target);
  }
}
