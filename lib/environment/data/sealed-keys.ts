import { UserError } from '../../errors.ts';
import { sealedFile } from '../../secret/sealed-file.ts';
import { readSealedFile } from './read-sealed-file.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** What lies below `environments/` and is no environment's. */
const OTHERS: ReadonlySet<string> = new Set(['previews']);

/** The keys that each environment with data of its own has sealed under a name. What is wrong with another environment's file is told there. */
export function readSealedKeys(
  files: RepositoryFiles,
  application: string,
  name: string,
): ReadonlyMap<string, readonly string[]> {
  const environments = files.folders('environments').filter((folder) => !OTHERS.has(folder) && !/^[._]/.test(folder));
  return new Map(
    environments.map((environment) => [environment, tryKeys(files, sealedFile(environment, application, name))]),
  );
}

function tryKeys(files: RepositoryFiles, file: string): readonly string[] {
  try {
    const text = files.tryRead(file);
    return text === undefined ? [] : Object.keys(readSealedFile(text, file).keys);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
