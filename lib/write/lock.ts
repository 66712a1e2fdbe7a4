import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { isDiskError } from '../disk-error.ts';
import { isRunning, processStart } from './process-identity.ts';

export interface Lock {
  release(): void;
}

interface Claim {
  readonly file: string;
  readonly pid: number;
  readonly start: string;
}

let claims = 0;

/**
 * Makes this the only process that works in dist. A process announces itself with a file that names it, and then looks for others: of two that
 * come together at least one sees the other and steps back. A dead process's file bears a name that nobody else will ever have, so anyone may remove it.
 *
 * @param folder where the announcements are
 * @param name what is locked, for the message
 * @throws UserError with the id of the process that holds it after `waitMilliseconds`
 */
export async function takeLock(folder: string, name: string, waitMilliseconds: number): Promise<Lock> {
  claims += 1;
  const own: Claim = {
    file: `${process.pid}.${processStart(process.pid)}.${claims}`,
    pid: process.pid,
    start: processStart(process.pid),
  };
  const deadline = Date.now() + waitMilliseconds;
  for (;;) {
    const holder = findOther(folder, own) ?? announce(folder, own);
    if (holder === undefined) return { release: () => remove(folder, own) };
    if (Date.now() >= deadline) {
      throw new UserError(
        `${name}: process ${holder.pid} is writing it, and was not done after ${waitMilliseconds / 1000} s. Wait until it has ended, then run again.`,
      );
    }
    // Uneven, so that two that stepped back do not meet again.
    // oxlint-disable-next-line no-await-in-loop
    await sleep(10 + Math.random() * 40);
  }
}

/** @returns another that is there too; then this process has stepped back */
function announce(folder: string, own: Claim): Claim | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, own.file), '', { flag: 'wx' });
  } catch (error) {
    // A process that is done removes the folder: the next attempt makes it again.
    if (isDiskError(error, 'ENOENT')) return announce(folder, own);
    throw error;
  }
  const other = findOther(folder, own);
  if (other !== undefined) remove(folder, own);
  return other;
}

function findOther(folder: string, own: Claim): Claim | undefined {
  for (const file of listFolder(folder)) {
    const claim = parse(file);
    if (claim === undefined || claim.file === own.file) continue;
    if (isRunning(claim.pid, claim.start)) return claim;
    remove(folder, claim);
  }
  return undefined;
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isDiskError(error, 'ENOENT')) return [];
    throw error;
  }
}

function parse(file: string): Claim | undefined {
  const match = /^(\d+)\.(\w+)\.\d+$/.exec(file);
  return match === null ? undefined : { file, pid: Number(match[1]), start: match[2] ?? '' };
}

function remove(folder: string, claim: Claim): void {
  rmSync(join(folder, claim.file), { force: true });
}
