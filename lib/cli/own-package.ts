import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package: the nearest one above that has a package.json. The compiled file lies elsewhere than its source. */
export const packageFolder = findPackageFolder(path.dirname(fileURLToPath(import.meta.url)));

export const version = readVersion();

function findPackageFolder(folder: string): string {
  if (existsSync(path.join(folder, 'package.json')) || path.dirname(folder) === folder) return folder;
  return findPackageFolder(path.dirname(folder));
}

function readVersion(): string {
  const { version: found } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return found;
}
