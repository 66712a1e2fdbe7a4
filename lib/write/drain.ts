import {
  type Stats,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { isOurs } from './header.ts';
import { shownPath } from '../shown-path.ts';

/**
 * Empties and removes a folder that was swapped out of `target`. A foreign file that its successor lacks, because somebody made or saved it
 * between staging and swap, moves over to it. Needs no memory of what was staged, so that another process can go on after a kill.
 */
export function drain(old: string, target: string): void {
  for (const entry of readdirSync(old, { withFileTypes: true })) {
    const from = join(old, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) drain(from, to);
    else if (isDone(from, to)) unlinkSync(from);
    else moveOver(from, to);
  }
  rmdirSync(old);
}

/** Whether nothing is lost with `from`: it is kept at `to`, or it is ours, or what is at `to` is newer. */
function isDone(from: string, to: string): boolean {
  const before = lstatSync(from);
  const now = lstatSync(to, { throwIfNoEntry: false });
  if (now !== undefined && now.ino === before.ino && now.dev === before.dev) return true;
  if (before.isFile() && isOurs(readFileSync(from))) return true;
  return now !== undefined && (isAlike(from, before, to, now) || before.mtimeMs <= now.mtimeMs);
}

function isAlike(from: string, before: Stats, to: string, now: Stats): boolean {
  if (before.isSymbolicLink()) return now.isSymbolicLink() && readlinkSync(from) === readlinkSync(to);
  return before.isFile() && now.isFile() && before.size === now.size && readFileSync(from).equals(readFileSync(to));
}

function moveOver(from: string, to: string): void {
  if (lstatSync(to, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new UserError(
      `${shownPath(to)}: a folder stands where a file that kumiki did not write belongs. Move ${shownPath(from)} to another place, then run again.`,
    );
  }
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}
