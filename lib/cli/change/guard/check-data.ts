import { readdirSync } from 'node:fs';
import path from 'node:path';
import { deletionsFile, readDeletions } from '../../../change/deletions.ts';
import { overridesFile, readOverrides } from '../../../change/freezes/read-overrides.ts';
import { readHold } from '../../../change/holds/hold.ts';
import { readPins } from '../../../change/pins.ts';
import { explainDiskErrors, isDiskError } from '../../../disk-error.ts';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import { PREVIEWS_FOLDER } from '../../../environment/previews/preview-file.ts';
import { readSource, sourceFile } from '../../../environment/source/source-file.ts';
import { UserError, type Finding } from '../../../errors.ts';

type Reader = (text: string, file: string) => unknown;

/**
 * What is wrong in the data of all environments, also of those that are not there any more: rendering reads but some of it, and the
 * commands that read the rest do so after the merge.
 *
 * @param known what was found already, and is not said twice
 */
export function checkData(root: string, known: readonly Finding[]): readonly Finding[] {
  const files = new RepositoryFiles(root, () => undefined);
  const environments = files.folders('environments').filter((name) => `environments/${name}` !== PREVIEWS_FOLDER);
  return environments
    .filter((name) => !name.startsWith('.'))
    .flatMap((environment) => readersOf(root, environment))
    .flatMap(([file, read]) =>
      problemsOf(files, file, read).map((message): Finding => ({
        rule: 'change/data',
        severity: 'error',
        message,
        file,
      })),
    )
    .filter(({ message }) => !known.some((one) => one.message.includes(message)));
}

function readersOf(root: string, environment: string): readonly (readonly [string, Reader])[] {
  const each = (folder: string, read: Reader): readonly (readonly [string, Reader])[] =>
    jsonFilesIn(root, `environments/${environment}/${folder}`).map((file) => [file, read] as const);
  return [
    [deletionsFile(environment), readDeletions],
    [overridesFile(environment), readOverrides],
    ...each('holds', readHold),
    ...each('images', readPins),
    [sourceFile(environment), readSource],
  ];
}

/** Paths from the root, sorted; none where there is no such folder. */
export function jsonFilesIn(root: string, folder: string): readonly string[] {
  return explainDiskErrors(folder, () => {
    try {
      const names = readdirSync(path.join(root, folder)).filter((name) => /^[^.].*\.json$/.test(name));
      return names.toSorted().map((name) => `${folder}/${name}`);
    } catch (error) {
      if (isDiskError(error, 'ENOENT', 'ENOTDIR')) return [];
      throw error;
    }
  });
}

/** A reader tells each mistake in a line of its own. */
function problemsOf(files: RepositoryFiles, file: string, read: Reader): readonly string[] {
  try {
    const text = files.tryRead(file);
    if (text !== undefined) read(text, file);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.split('\n');
  }
}
