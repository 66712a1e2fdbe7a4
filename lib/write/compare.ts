import { statSync } from 'node:fs';
import { join } from 'node:path';
import { explainDiskErrors } from '../disk-error.ts';
import { listFolder } from './list-folder.ts';
import { type Choice, isOursAt, surveyEnvironment } from './survey.ts';

/** How `dist/<env>` differs from what the source gives. Paths are below that folder, sorted. */
export interface Comparison {
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** Ours: a run would remove them. */
  readonly extra: readonly string[];
  /** Not ours: a CD tool would apply them. */
  readonly foreign: readonly string[];
}

/** Changes nothing. Finish an interrupted swap first: `recoverDist`. */
export function compareDist(
  dist: string,
  environment: string,
  files: ReadonlyMap<string, string>,
  choice?: Choice,
): Comparison {
  const folder = join(dist, environment);
  return explainDiskErrors(folder, () => {
    const survey = surveyEnvironment(folder, files, choice);
    const foreign = survey.foreign.filter((path) => isApplied(folder, path));
    return {
      changed: survey.changed.toSorted(),
      missing: survey.missing.toSorted(),
      extra: survey.extra.toSorted(),
      foreign: [...new Set([...foreign, ...survey.obstacles])].toSorted(),
    };
  });
}

/** The YAML and JSON files below `dist/<env>` that kumiki did not write and that a CD tool would apply; paths below that folder, sorted. */
export function listForeign(dist: string, environment: string): readonly string[] {
  const folder = join(dist, environment);
  return explainDiskErrors(folder, () =>
    [...listFolder(folder).leaves]
      .filter(([path, kind]) => isApplied(folder, path) && !isOursAt(folder, path, kind))
      .map(([path]) => path)
      .toSorted(),
  );
}

/** By its name, or because it is a link to a folder, in which anything may be. */
function isApplied(folder: string, path: string): boolean {
  return (
    /\.(?:ya?ml|json)$/i.test(path) || statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory() === true
  );
}
