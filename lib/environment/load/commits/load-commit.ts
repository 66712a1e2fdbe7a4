import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { propsOf } from '../../define-environment.ts';
import { ofCommit } from '../../source/commit-name.ts';
import { createBundler, type Bundle } from '../bundle.ts';
import { environmentsOf, type LoadedEnvironment } from '../check-exports.ts';
import { findEnvironmentFiles } from '../find-environment-files.ts';
import { BundleFile } from '../import-bundle.ts';
import { importFiles } from '../import-files.ts';
import type { LoadOptions } from '../load-environments.ts';
import { SourceMapper } from '../source-mapper.ts';
import { changedPackages, lockFiles } from './changed-packages.ts';
import type { OpenCommit } from './open-commit.ts';

/** An environment that is looked for in a commit. */
export interface WantedEnvironment {
  readonly name: string;
  /** Where it is today: most are where they were. */
  readonly file: string;
}

export interface FoundEnvironments {
  readonly environments: readonly LoadedEnvironment[];
  readonly mapper: SourceMapper;
  /** What keeps files from being loaded: of those that are found, nothing does. */
  readonly problems: readonly string[];
  /** What of today it depends on, absolute: the files of installed packages, and where a lock may lie. */
  readonly inputs: readonly string[];
}

/**
 * Finds environments in the tree of a commit, in one bundle: of the files where they are today, or of all, where one of them was elsewhere.
 *
 * @param root the repository's folder today, absolute
 * @throws a UserError with the mistakes of the commit's files, or with the packages that it wants otherwise
 */
export async function loadCommit(
  tree: OpenCommit,
  wanted: readonly WantedEnvironment[],
  root: string,
  options: LoadOptions,
): Promise<FoundEnvironments> {
  const files = [...new Set(wanted.map(({ file }) => file))].filter((file) => existsSync(path.join(tree.root, file)));
  const all = allFiles(tree.root);
  const found = await loadFiles(tree, files.toSorted(), root, options);
  const hasAll = wanted.every(({ name }) => found.environments.some(({ definition }) => definition.name === name));
  return hasAll || files.length === all.length ? found : loadFiles(tree, all, root, options);
}

async function loadFiles(
  tree: OpenCommit,
  files: readonly string[],
  root: string,
  options: LoadOptions,
): Promise<FoundEnvironments> {
  const bundle = await bundleOnce(tree, files);
  const changed = changedPackages(bundle.packages, tree, root);
  if (changed.length > 0) throw new UserError(changed.join('\n'));
  const file = new BundleFile(bundle.code);
  const mapper = new SourceMapper(file.url, bundle.map, tree.root, ofCommit(tree.commit));
  const problems: string[] = [];
  try {
    const modules = await importFiles(file, bundle, mapper, [], options, problems);
    const environments = modules
      .flatMap((module) => environmentsOf({ ...module, file: mapper.shown(module.file) }, problems))
      .filter(({ definition }) => typeof propsOf(definition).build === 'function');
    return { environments, mapper, problems, inputs: [...bundle.packages.keys(), ...lockFiles(root, tree.topToday)] };
  } finally {
    file.remove();
  }
}

async function bundleOnce({ root, commit, top, topToday }: OpenCommit, files: readonly string[]): Promise<Bundle> {
  const bundler = createBundler(root, {
    files,
    shown: ofCommit(commit),
    tree: { today: topToday, ofCommit: top },
  });
  try {
    return await bundler.bundle();
  } finally {
    await bundler.dispose();
  }
}

function allFiles(root: string): readonly string[] {
  try {
    return findEnvironmentFiles(root);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
