import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PREVIEWS_FOLDER } from '../../../environment/previews/preview-file.ts';
import { explainDiskErrors } from '../../../disk-error.ts';
import { DIST, isManifest, type BaseDist } from './base-dist.ts';

/** @param name what the command line calls the folder */
export function openFolder(folder: string, name: string): BaseDist {
  const files = explainDiskErrors(folder, () =>
    [DIST, PREVIEWS_FOLDER].flatMap((place) => filesBelow(folder, place)).filter(isManifest),
  );
  const known = new Set(files);
  const textOf = (file: string): string => {
    const absolute = path.join(folder, file);
    return explainDiskErrors(absolute, () => readFileSync(absolute, 'utf8'));
  };
  return {
    name,
    files,
    isSame: (file, text) => known.has(file) && textOf(file) === text,
    read: async (some) => new Map(some.map((file) => [file, textOf(file)])),
    notes: async () => [],
  };
}

function filesBelow(folder: string, place: string): readonly string[] {
  const absolute = path.join(folder, place);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}
