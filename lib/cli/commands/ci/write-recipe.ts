import { mkdirSync } from 'node:fs';
import type { Recipe } from '../../../ci/recipe.ts';
import { explainDiskErrors } from '../../../disk-error.ts';
import { writeAll } from '../../write-all.ts';
import type { ComparedFile } from './compare-files.ts';

/** Writes what differs, all of it or nothing; what is the same keeps its time. */
export function writeRecipe(folder: string, recipe: Recipe, compared: readonly ComparedFile[]): void {
  const files = compared
    .filter(({ action }) => action !== 'unchanged')
    .map(({ path }): [string, string | undefined] => [path, recipe[path]]);
  explainDiskErrors(folder, () => mkdirSync(folder, { recursive: true }));
  writeAll(folder, new Map(files));
}
