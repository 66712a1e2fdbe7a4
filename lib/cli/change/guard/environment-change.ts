import { readFileSync } from 'node:fs';
import path from 'node:path';
import { explainDiskErrors } from '../../../disk-error.ts';
import { listFolder } from '../../../write/list-folder.ts';
import { isOursAt } from '../../../write/survey.ts';
import { DIST, isManifest, type BaseDist } from './base-dist.ts';
import { countDocuments, folderOf } from './place-objects.ts';

/** How an environment's files differ from those of a base. Paths are below `dist/<env>/`. */
export interface EnvironmentChange {
  /** The files of the base that are no longer what they were, or are no longer there. */
  readonly gone: readonly string[];
  /** The texts that the base does not have. */
  readonly come: ReadonlyMap<string, string>;
  /** The texts that are the same, where they are wanted. */
  readonly kept: ReadonlyMap<string, string>;
  /** How many documents are in all other files, by folder. */
  readonly unchanged: ReadonlyMap<string, number>;
}

/**
 * @param known the files of the base, below `dist/<env>/`
 * @param files what the source renders now
 * @param isNeeded whether a text is wanted even where it is the same
 */
export function changeOf(
  base: BaseDist,
  environment: string,
  known: readonly string[],
  files: ReadonlyMap<string, string>,
  isNeeded: (text: string) => boolean,
): EnvironmentChange {
  const same = new Set<string>();
  const come = new Map<string, string>();
  const kept = new Map<string, string>();
  const unchanged = new Map<string, number>();
  for (const [file, text] of files) {
    const isSame = base.isSame(`${DIST}/${environment}/${file}`, text);
    if (isSame) same.add(file);
    if (!isSame) come.set(file, text);
    else if (isNeeded(text)) kept.set(file, text);
    else unchanged.set(folderOf(file), (unchanged.get(folderOf(file)) ?? 0) + countDocuments(text));
  }
  return { gone: known.filter((file) => !same.has(file)), come, kept, unchanged };
}

/**
 * What others wrote below `dist/<env>/` of the work tree, which a CD tool applies beside what is rendered.
 *
 * @param files what is rendered, which is not looked at
 */
export function foreignTexts(
  root: string,
  environment: string,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const folder = path.join(root, DIST, environment);
  return explainDiskErrors(folder, () => {
    const foreign = [...listFolder(folder).leaves].filter(
      ([file, kind]) => kind === 'file' && isManifest(file) && !files.has(file) && !isOursAt(folder, file, kind),
    );
    return new Map(foreign.map(([file]) => [file, readFileSync(path.join(folder, file), 'utf8')]));
  });
}
