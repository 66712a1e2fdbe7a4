import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { isDiskError } from '../../../disk-error.ts';
import { readSealedFile } from '../../../environment/data/read-sealed-file.ts';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import { sealedFile, sealedFolder, type SealedFile } from '../../../secret/sealed-file.ts';
import { certificateFile, readCertificate, type SealingCertificate } from '../../../secret/sealing-certificate.ts';
import type { SealedPlace } from '../../../secret/key-states.ts';
import { UserError } from '../../../errors.ts';

/** The machine-written files of secrets in a repository. */
export class SealedFiles {
  readonly #root: string;
  readonly #files: RepositoryFiles;

  constructor(root: string) {
    this.#root = root;
    this.#files = new RepositoryFiles(root, () => undefined);
  }

  /** The text of a file, from the root; undefined where there is none. */
  text(file: string): string | undefined {
    return this.#files.tryRead(file);
  }

  read(environment: string, application: string, name: string): SealedFile | undefined {
    const file = sealedFile(environment, application, name);
    const text = this.text(file);
    return text === undefined ? undefined : readSealedFile(text, file);
  }

  /** Every sealed secret of an environment, also of applications that it does not have. */
  list(environment: string): readonly SealedPlace[] {
    const folder = sealedFolder(environment);
    const applications = this.#entries(folder).filter((entry) => entry.isDirectory());
    return applications.flatMap(({ name: application }) =>
      this.#entries(`${folder}/${application}`)
        .filter(({ name }) => /^[^.].*\.json$/.test(name))
        .flatMap(({ name }): readonly SealedPlace[] => {
          const secret = name.slice(0, -'.json'.length);
          const content = this.read(environment, application, secret);
          return content === undefined ? [] : [{ application, secret, content }];
        }),
    );
  }

  certificate(environment: string): SealingCertificate {
    const found = this.tryCertificate(environment);
    if (found !== undefined) return found;
    throw new UserError(
      `${certificateFile(environment)}: there is no such file. Make it with: kubeseal --fetch-cert | kumiki secret certificate - --env ${environment}`,
    );
  }

  /** Undefined where there is none. */
  tryCertificate(environment: string): SealingCertificate | undefined {
    const file = certificateFile(environment);
    const text = this.text(file);
    return text === undefined ? undefined : readCertificate(text, file);
  }

  #entries(folder: string): readonly Dirent[] {
    try {
      return readdirSync(path.join(this.#root, folder), { withFileTypes: true }).toSorted((one, other) =>
        one.name < other.name ? -1 : 1,
      );
    } catch (error) {
      if (isDiskError(error, 'ENOENT')) return [];
      throw error;
    }
  }
}
