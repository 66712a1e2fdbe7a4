import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryState } from './repository-state.ts';

/** What lies in a folder that git knows nothing of. */
export function workTreeState(root: string): RepositoryState {
  const files = new Map(
    ['dist', 'environments'].flatMap((folder) => filesBelow(root, folder)).map((file) => [file, file]),
  );
  return {
    files,
    read: async (names) =>
      new Map([...new Set(names)].map((file) => [file, readFileSync(path.join(root, file), 'utf8')])),
    ages: async () => undefined,
    commit: undefined,
    branch: undefined,
    notes: [
      'Nothing is committed here: shows the files as they lie in the folder, and nobody knows how old the pins are.',
    ],
  };
}

function filesBelow(root: string, folder: string): readonly string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .toSorted();
}
