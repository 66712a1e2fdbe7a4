import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainDiskErrors, isDiskError } from '../../../disk-error.ts';
import { UserError } from '../../../errors.ts';
import { BOOTSTRAP_HEADER } from './bootstrap-files.ts';

/** Writes all files or, where one of somebody else is in the way, none. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  const mark = BOOTSTRAP_HEADER.slice(2);
  for (const name of files.keys()) {
    const text = tryRead(path.join(folder, name));
    if (text !== undefined && !text.slice(0, 400).includes(mark))
      throw new UserError(
        `${path.join(folder, name)}: kumiki bootstrap did not write it. Move it, or name another folder with --out.`,
      );
  }
  explainDiskErrors(folder, () => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
  });
}

function tryRead(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isDiskError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    // A folder is nothing of ours.
    if (isDiskError(error, 'EISDIR')) return '';
    throw error;
  }
}
