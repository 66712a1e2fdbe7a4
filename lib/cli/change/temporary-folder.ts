import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { UserError } from '../../errors.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs work with a folder of its own, which goes with it: also where a signal ends the process. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder();
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const end = (signal: NodeJS.Signals): void => {
    remove();
    forget();
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work(folder);
  } finally {
    forget();
    remove();
  }
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
