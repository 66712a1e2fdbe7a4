import { readdirSync } from 'node:fs';
import path from 'node:path';
import { overridesFile, readOverrides } from '../../../change/freezes/read-overrides.ts';
import { holdFile } from '../../../change/holds/hold.ts';
import { pinsFile } from '../../../change/pins.ts';
import { isDiskError } from '../../../disk-error.ts';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import { sealedFolder } from '../../../secret/sealed-file.ts';

/** What machines wrote, in the work tree. */
export class RepositoryData {
  readonly #root: string;
  readonly #files: RepositoryFiles;

  constructor(root: string) {
    this.#root = root;
    this.#files = new RepositoryFiles(root, () => undefined);
  }

  /** The text of a file by its path from the root; undefined where there is none. */
  read(file: string): string | undefined {
    return this.#files.tryRead(file);
  }

  /** The names of the files in a folder, sorted; none where there is no such folder. */
  list(folder: string): readonly string[] {
    try {
      return readdirSync(path.join(this.#root, folder), { withFileTypes: true })
        .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => name)
        .toSorted();
    } catch (error) {
      if (isDiskError(error, 'ENOENT', 'ENOTDIR')) return [];
      throw error;
    }
  }

  /** Whether an environment has anything of an application. */
  has(environment: string, application: string): boolean {
    return (
      this.read(pinsFile(environment, application)) !== undefined ||
      this.read(holdFile(environment, application)) !== undefined ||
      this.list(`${sealedFolder(environment)}/${application}`).length > 0 ||
      this.#overrides(environment, application)
    );
  }

  #overrides(environment: string, application: string): boolean {
    const file = overridesFile(environment);
    const text = this.read(file);
    return text !== undefined && readOverrides(text, file).some((one) => one.application === application);
  }
}
