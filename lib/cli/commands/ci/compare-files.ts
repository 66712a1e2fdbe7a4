import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Recipe } from '../../../ci/recipe.ts';
import { explainDiskError, isDiskError } from '../../../disk-error.ts';

export interface ComparedFile {
  /** From the folder of the recipe. */
  readonly path: string;
  /** What is to be done, or was: a file that is something else is `updated`. */
  readonly action: 'created' | 'updated' | 'unchanged';
}

/** What each file of a recipe would be to a folder. Line ends of Windows are no difference. */
export function compareFiles(folder: string, recipe: Recipe): readonly ComparedFile[] {
  return Object.entries(recipe).map(([file, text]) => {
    const present = tryRead(path.join(folder, file));
    const isSame = present?.replaceAll('\r\n', '\n') === text;
    return { path: file, action: present === undefined ? 'created' : isSame ? 'unchanged' : 'updated' };
  });
}

function tryRead(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isDiskError(error, 'ENOENT')) return undefined;
    throw explainDiskError(file, error);
  }
}
