import { readConfig } from '../../config/read-config.ts';
import type { KumikiConfig } from '../../config/define-config.ts';
import { UserError } from '../../errors.ts';
import { withPurityGuard } from '../purity/with-purity-guard.ts';
import { createBundler, type Bundle } from './bundle.ts';
import { checkDefinition } from './check-definition.ts';
import { environmentsOf, type LoadedEnvironment, type ModuleOfEnvironments } from './check-exports.ts';
import { checkNames } from './check-names.ts';
import { explainError, explainImportError } from './explain-error.ts';
import { repositoryRoot } from './find-environment-files.ts';
import { BundleFile, type BundleModule } from './import-bundle.ts';
import { settle } from './settle.ts';
import { SourceMapper } from './source-mapper.ts';

/** The environments of a repository, before anything of them is built. */
export interface LoadedRepository {
  /** The repository's folder, absolute. */
  readonly root: string;
  /** In the order of their files, and of the arrays in them. */
  readonly environments: readonly LoadedEnvironment[];
  readonly config: KumikiConfig;
  /** Every file that the result depends on, absolute. */
  readonly inputs: readonly string[];
  /** The first frame of user code in a stack: `apps/users.ts:14`. */
  readonly locate: (stack: string) => string | undefined;
  /** Runs user code of this repository with everything out of reach that is not in it. */
  readonly guard: <T>(run: () => T) => T;
  /** What user code threw, as a UserError with its line; a bug of this library as it is, with a readable stack. */
  readonly explain: (error: unknown, file: string) => unknown;
}

export interface Loader {
  /** Loads what has changed since. Throws a UserError with the mistakes of all files. */
  load(): Promise<LoadedRepository>;
  dispose(): Promise<void>;
}

export interface LoadOptions {
  /** Milliseconds that a file may wait for what does not come. @default 10 seconds */
  readonly patience?: number | undefined;
}

/** Loads the repository in a folder once. */
export async function loadEnvironments(cwd: string, options: LoadOptions = {}): Promise<LoadedRepository> {
  const loader = createLoader(cwd, options);
  try {
    return await loader.load();
  } finally {
    await loader.dispose();
  }
}

/** Loads the repository in a folder again and again, as fast as what has changed allows. */
export function createLoader(cwd: string, options: LoadOptions = {}): Loader {
  const root = repositoryRoot(cwd);
  const bundler = createBundler(root);
  let last: { readonly code: string; readonly repository: LoadedRepository } | undefined;

  return {
    async load() {
      const bundle = await bundler.bundle();
      if (last?.code === bundle.code) return { ...last.repository, inputs: bundle.inputs };
      const repository = await loadBundle(root, bundle, options);
      last = { code: bundle.code, repository };
      return repository;
    },
    dispose: () => bundler.dispose(),
  };
}

async function loadBundle(root: string, bundle: Bundle, options: LoadOptions): Promise<LoadedRepository> {
  const file = new BundleFile(bundle.code);
  const mapper = new SourceMapper(file.url, bundle.map, root);
  try {
    const problems: string[] = [];
    const modules = await withPurityGuard(mapper, () => importFiles(file, bundle, mapper, options, problems));
    const { environments, config } = read(modules, bundle, problems);
    if (problems.length > 0) throw new UserError([...new Set(problems)].join('\n'));
    return {
      root,
      environments,
      config,
      inputs: bundle.inputs,
      locate: (stack) => mapper.locate(stack),
      guard: (run) => withPurityGuard(mapper, run),
      explain: (error, where) => explainError(error, mapper, where),
    };
  } finally {
    file.remove();
  }
}

/** Imports each file; what one throws keeps none of the others from being read. */
async function importFiles(
  file: BundleFile,
  bundle: Bundle,
  mapper: SourceMapper,
  { patience }: LoadOptions,
  problems: string[],
): Promise<readonly ModuleOfEnvironments[]> {
  const all = await importAll(file, mapper, patience);
  all.provide(bundle.modules);
  const modules: ModuleOfEnvironments[] = [];
  for (const [name, load] of all.files) {
    try {
      // One after the other: what a file throws or waits for is its own.
      // oxlint-disable-next-line no-await-in-loop
      modules.push({ file: name, exports: await withPurityGuard(mapper, () => settle(load(), name, patience)) });
    } catch (error) {
      const explained = explainImportError(error, mapper, name);
      if (!(explained instanceof UserError)) throw explained;
      problems.push(explained.message);
    }
  }
  return modules;
}

async function importAll(file: BundleFile, mapper: SourceMapper, patience: number | undefined): Promise<BundleModule> {
  try {
    return await settle(file.import(), 'environments/', patience);
  } catch (error) {
    throw explainImportError(error, mapper, 'environments/');
  }
}

function read(
  modules: readonly ModuleOfEnvironments[],
  { configFile }: Bundle,
  problems: string[],
): Pick<LoadedRepository, 'environments' | 'config'> {
  const config = modules.find(({ file }) => file === configFile);
  const environments = modules.filter((one) => one !== config).flatMap((one) => environmentsOf(one, problems));
  for (const environment of environments) checkDefinition(environment, problems);
  checkNames(environments, problems);
  return { environments, config: config === undefined ? {} : readConfig(config.exports, config.file, problems) };
}
