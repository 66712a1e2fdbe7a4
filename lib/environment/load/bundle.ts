import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BuildContext, BuildFailure, BuildOptions, BuildResult } from 'esbuild';
import { explainBuildFailure, isMistake } from './explain-build-failure.ts';
import { findConfigFile, findEnvironmentFiles } from './find-environment-files.ts';
import { importMetaDefine, keepImportMeta } from './keep-import-meta.ts';
import { resolvePackages, type CommitTree, type Packages } from './resolve-packages.ts';
import { isVirtual } from './virtual-module.ts';
import { REGISTRY, shareOwnModules, type Modules } from './share-own-modules.ts';

/** All environments and the config as one module: `provide` takes the library's own modules, `files` imports a file by its path. */
export interface Bundle {
  readonly code: string;
  /** The source map, as JSON. */
  readonly map: string;
  /** The library's own modules that the bundle asks for. */
  readonly modules: Modules;
  readonly packages: Packages;
  readonly configFile: string | undefined;
  /** Absolute paths of everything that was read. */
  readonly inputs: readonly string[];
}

export interface Bundler {
  /** Bundles again what has changed. Throws a UserError with all mistakes that esbuild finds. */
  bundle(): Promise<Bundle>;
  dispose(): Promise<void>;
}

/** Environments of a commit. */
export interface CommitPart {
  /** Their files, from the root. */
  readonly files: readonly string[];
  /** Put behind each place in messages: ` of commit abc1234`. */
  readonly shown: string;
  readonly tree: CommitTree;
}

const ENTRY = 'kumiki-entry';

/** @param part all environments and the config, where there is none */
export function createBundler(root: string, part?: CommitPart): Bundler {
  const modules: Modules = new Map();
  const packages: Packages = new Map();
  let context: BuildContext | undefined;

  return {
    async bundle() {
      // Before esbuild starts: a repository without environments has a message of its own.
      const [configFile] = part === undefined ? [findConfigFile(root), findEnvironmentFiles(root)] : [];
      const { context: open } = await import('esbuild');
      packages.clear();
      context ??= await open(buildOptions(root, modules, packages, part));
      const result = await rebuild(context, modules, part?.shown);
      const [map, code] = result.outputFiles ?? [];
      const inputs = inputsOf(root, result, packages);
      return { code: code?.text ?? '', map: map?.text ?? '', modules, packages: new Map(packages), configFile, inputs };
    },
    async dispose() {
      await context?.dispose();
      context = undefined;
    },
  };
}

async function rebuild(context: BuildContext, modules: Modules, shown: string | undefined): Promise<BuildResult> {
  let result: BuildResult;
  try {
    result = await context.rebuild();
  } catch (error) {
    throw explainBuildFailure((error as BuildFailure).errors, modules, shown);
  }
  const mistakes = result.warnings.filter(isMistake);
  if (mistakes.length > 0) throw explainBuildFailure(mistakes, modules, shown);
  return result;
}

function buildOptions(root: string, modules: Modules, packages: Packages, part: CommitPart | undefined): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [ENTRY],
    // Nothing is written there: sources in the map are relative to it.
    outfile: path.join(root, 'kumiki-bundle.mjs'),
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    mainFields: ['main'],
    conditions: [],
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
    // A class keeps its name where another file has one of the same name: user code may make ids of it.
    keepNames: true,
    banner: { js: REQUIRE },
    define: importMetaDefine,
    plugins: [
      entryModule(root, part),
      shareOwnModules(modules),
      resolvePackages(packages, part?.tree),
      keepImportMeta(),
    ],
  };
}

/** For CommonJS files of the repository, whose packages stay outside like those of all others. */
const REQUIRE = `import { createRequire as __kumikiRequire } from 'node:module'; const require = __kumikiRequire(import.meta.url);`;

function entryModule(root: string, part: CommitPart | undefined): NonNullable<BuildOptions['plugins']>[number] {
  return {
    name: ENTRY,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${ENTRY}$`) }, () => ({ path: ENTRY, namespace: ENTRY }));
      build.onLoad({ filter: /./, namespace: ENTRY }, () => ({
        contents: entrySource(part?.files ?? allFiles(root)),
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}

/** Each file is imported by a call of its own, so that one that throws or waits for ever is known by its name. */
function entrySource(files: readonly string[]): string {
  const imports = files.map((file) => `  [${JSON.stringify(file)}, () => import(${JSON.stringify(`./${file}`)})],`);
  return `export { provide } from '${REGISTRY}';\nexport const files = new Map([\n${imports.join('\n')}\n]);`;
}

function allFiles(root: string): readonly string[] {
  return [findConfigFile(root), ...findEnvironmentFiles(root)].filter((file) => file !== undefined);
}

function inputsOf(root: string, result: BuildResult, packages: Packages): readonly string[] {
  const read = Object.keys(result.metafile?.inputs ?? {}).filter((file) => !isVirtual(file));
  const settings = ['package.json', 'tsconfig.json']
    .map((name) => path.join(root, name))
    .filter((file) => existsSync(file));
  return [...new Set([...read.map((file) => path.resolve(root, file)), ...settings, ...packages.keys()])].toSorted();
}
