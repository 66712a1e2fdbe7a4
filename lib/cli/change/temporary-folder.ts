import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { endChildren } from '../../process/child-processes.ts';
import { UserError } from '../../errors.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs work with a folder of its own, which goes with it: also where a signal ends the process, and the programs that it has started. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder();
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  let ending: Promise<never> | undefined;
  const end = (signal: NodeJS.Signals): void => void (ending ??= endBy(signal, remove, forget));
  const forget = (): void => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work(folder);
  } finally {
    // What work says of programs that were ended under it is nobody's concern.
    await ending;
    forget();
    remove();
  }
}

async function endBy(signal: NodeJS.Signals, remove: () => void, forget: () => void): Promise<never> {
  // What still ran in the folder would bring it back.
  await endChildren();
  try {
    remove();
  } catch {
    // The signal is what counts.
  }
  forget();
  process.kill(process.pid, signal);
  return new Promise(() => undefined);
}

function makeFolder(): string {
  try {
    return mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-change-'));
  } catch (cause) {
    throw new UserError(
      `${tmpdir()}: no folder can be made there (${(cause as NodeJS.ErrnoException).code}). Set TMPDIR to a folder that can be written.`,
      { cause },
    );
  }
}
