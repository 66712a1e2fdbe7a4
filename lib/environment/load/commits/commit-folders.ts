import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { UserError } from '../../../errors.ts';

/** Folders for the trees of commits: what `build` reads lies there until everything is built. They go with their owner, at the latest with the process. */
export class CommitFolders {
  readonly #folders = new Set<string>();
  readonly #removeAll = (): void => this.remove();

  make(): string {
    if (this.#folders.size === 0) process.once('exit', this.#removeAll);
    const folder = makeFolder();
    this.#folders.add(folder);
    return folder;
  }

  remove(): void {
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    this.#folders.clear();
    process.removeListener('exit', this.#removeAll);
  }
}

function makeFolder(): string {
  try {
    return mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-commit-'));
  } catch (cause) {
    throw new UserError(
      `${tmpdir()}: no folder can be made there (${(cause as NodeJS.ErrnoException).code}). Set TMPDIR to a folder that can be written.`,
      { cause },
    );
  }
}
