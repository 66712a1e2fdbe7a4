import type { KumikiConfig } from '../../config/define-config.ts';
import { checkConfig } from '../../config/check-config.ts';
import { UserError } from '../../errors.ts';
import { withPurityGuard } from '../purity/with-purity-guard.ts';
import { createBundler, type Bundle } from './bundle.ts';
import { checkDefinition } from './check-definition.ts';
import { environmentsOf, type LoadedEnvironment, type ModuleOfEnvironments } from './check-exports.ts';
import { checkNames } from './check-names.ts';
import { explainError } from './explain-error.ts';
import { repositoryRoot } from './find-environment-files.ts';
import { BundleFile } from './import-bundle.ts';
import { importFiles } from './import-files.ts';
import { SourceMapper } from './source-mapper.ts';

/** The environments of a repository, before anything of them is built. */
export interface LoadedRepository {
  /** The repository's folder, absolute, without symbolic links. */
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
  /**
   * What user code threw, as a UserError with its line; a bug of this library as it is, with a readable stack.
   *
   * @param file what was running, for what has no line
   */
  readonly explain: (error: unknown, file?: string) => unknown;
}

export interface Loader {
  /** Loads what has changed since, as new modules. Throws a UserError with the mistakes of all files. */
  load(): Promise<LoadedRepository>;
  dispose(): Promise<void>;
}

export interface LoadOptions {
  /** Milliseconds that a file may wait for what does not come. @default 5 seconds */
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
  let again = false;
  return {
    async load() {
      const bundle = await bundler.bundle();
      // An esbuild that waits for changes keeps the process alive, which hides a promise that nothing can settle. Most load only once.
      if (!again) await bundler.dispose();
      again = true;
      return await loadBundle(root, bundle, options);
    },
    dispose: () => bundler.dispose(),
  };
}

async function loadBundle(root: string, bundle: Bundle, { patience }: LoadOptions): Promise<LoadedRepository> {
  const file = new BundleFile(bundle.code);
  const mapper = new SourceMapper(file.url, bundle.map, root);
  try {
    const problems: string[] = [];
    const modules = await withPurityGuard(mapper, () => importFiles(file, bundle, mapper, patience, problems));
    const { environments, config } = read(modules, bundle, problems);
    if (problems.length > 0) throw new UserError([...new Set(problems)].join('\n'));
    return {
      root,
      environments,
      config,
      inputs: bundle.inputs,
      locate: (stack) => mapper.locate(stack),
      guard: (run) => withPurityGuard(mapper, run),
      explain: (error, where = 'environments/') => explainError(error, mapper, where),
    };
  } finally {
    file.remove();
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
  return { environments, config: config === undefined ? {} : checkConfig(config.exports, config.file, problems) };
}
