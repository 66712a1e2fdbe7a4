import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { comparePackages, packageName, type PackageImport } from '../../source/compare-packages.ts';
import { ofCommit, shortCommit } from '../../source/commit-name.ts';
import { LockedPackages } from '../../source/locked-packages.ts';
import type { Packages } from '../resolve-packages.ts';
import type { OpenCommit } from './open-commit.ts';

/** npm takes the first where there are both: https://docs.npmjs.com/cli/configuring-npm/npm-shrinkwrap-json */
const LOCKS = ['npm-shrinkwrap.json', 'package-lock.json'];

/**
 * The packages that code of a commit imports and that it locked in another version than today's, a sentence each; none where npm locks
 * nothing, then or today.
 *
 * @param packages that the code asks for
 * @param root the repository's folder today, absolute
 */
export function changedPackages(packages: Packages, tree: OpenCommit, root: string): readonly string[] {
  const [old, present] = [findLock(tree.root, tree.top), findLock(root, tree.topToday)];
  if (old === undefined || present === undefined) return [];
  const imports = [...packages.values()].flatMap(({ specifier, importer }): readonly PackageImport[] => {
    const folder = path.relative(path.dirname(old), path.dirname(importer)).replaceAll(path.sep, '/');
    const shown = path.relative(tree.root, importer).replaceAll(path.sep, '/');
    // What a package imports is its own affair.
    const isOwn = !folder.split('/').some((name) => name === '..' || name === 'node_modules');
    return isOwn ? [{ name: packageName(specifier), folder, importer: `${shown}${ofCommit(tree.commit)}` }] : [];
  });
  const lock = path.basename(present);
  return comparePackages(imports, readLock(old), readLock(present)).map(
    ({ name, importer, locked, today }) =>
      `${importer}: imports ${name}, which commit ${shortCommit(tree.commit)} locked as ${locked}, and ${lock} has ${today ?? 'none'} today. ` +
      `Install ${name}@${locked} again${today === undefined ? '.' : `, or name a commit that locked ${name}@${today}.`}`,
  );
}

function readLock(file: string): LockedPackages {
  return new LockedPackages(readFileSync(file, 'utf8'));
}

/** The nearest, from a folder up to another one. */
function findLock(folder: string, top: string): string | undefined {
  return lockFiles(folder, top).find((file) => existsSync(file));
}

/** Where a lock may lie, from a folder up to another one, the nearest first. */
export function lockFiles(folder: string, top: string): readonly string[] {
  const files = LOCKS.map((name) => path.join(folder, name));
  return folder === top || path.dirname(folder) === folder
    ? files
    : [...files, ...lockFiles(path.dirname(folder), top)];
}
