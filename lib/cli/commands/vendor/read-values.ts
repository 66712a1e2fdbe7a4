import { readFileSync } from 'node:fs';
import { UserError } from '../../../errors.ts';
import { digestOf } from '../../../vendor/digest.ts';
import type { ValuesFile } from '../../../vendor/vendor-lock.ts';
import { tryPlace } from './read-tree.ts';

/** A file of values as it is now. */
export interface Values extends ValuesFile {
  readonly text: string;
}

/** @param files relative to `cwd` */
export function readValues(root: string, cwd: string, files: readonly string[]): readonly Values[] {
  return files.map((file) => {
    const place = tryPlace(root, cwd, file);
    if (place === undefined) throw new UserError(`${file}: there is no such values file. Make it, or mend the path.`);
    if (place.isFolder) throw new UserError(`${file}: is a folder. Name a values file.`);
    const text = readFileSync(place.absolute, 'utf8');
    return { file: place.path, digest: digestOf(text), text };
  });
}
