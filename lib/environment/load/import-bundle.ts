import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../errors.ts';
import type { Modules } from './share-own-modules.ts';

/** What the bundle exports: see `entrySource`. */
export interface BundleModule {
  readonly provide: (modules: Modules) => void;
  readonly files: ReadonlyMap<string, () => Promise<Readonly<Record<string, unknown>>>>;
}

/**
 * A private file for one bundle. A name is never used twice, so that Node cannot answer with an earlier bundle; the file is gone as
 * soon as it was imported.
 */
export class BundleFile {
  readonly url: string;
  readonly #folder: string;

  constructor(code: string) {
    this.#folder = makeFolder();
    // Test runners transform what they import, but leave packages to Node.
    const file = path.join(this.#folder, 'node_modules', 'bundle.mjs');
    mkdirSync(path.dirname(file));
    writeFileSync(file, code, { mode: 0o600 });
    this.url = pathToFileURL(file).href;
  }

  async import(): Promise<BundleModule> {
    return (await import(/* @vite-ignore */ this.url)) as BundleModule;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function makeFolder(): string {
  try {
    return mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${tmpdir()}: no folder can be made there (${code}). Set TMPDIR to a folder that can be written.`,
      { cause: error },
    );
  }
}
