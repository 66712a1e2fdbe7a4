import type { KumikiConfig } from '../../config/define-config.ts';
import { checkConfig } from '../../config/check-config.ts';
import { UserError } from '../../errors.ts';
import type { PreviewFile } from '../previews/preview-file.ts';
import { withPurityGuard } from '../purity/with-purity-guard.ts';
import type { CodeOfToday } from './commits/commit-code.ts';
import { CommitLoader, type CommitCodes } from './commits/load-commits.ts';
import { adoptPreviews } from './adopt-previews.ts';
import { createBundler, type Bundle } from './bundle.ts';
import { checkDefinition } from './check-definition.ts';
import { environmentsOf, type LoadedEnvironment, type ModuleOfEnvironments } from './check-exports.ts';
import { checkNames } from './check-names.ts';
import { checkUpstreams } from './check-upstreams.ts';
import { explainError } from './explain-error.ts';
import { repositoryRoot } from './find-environment-files.ts';
import { BundleFile } from './import-bundle.ts';
import { importFiles } from './import-files.ts';
import { readPreviews } from './read-previews.ts';
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
  /** The code of those environments that `environments/<env>/source.json` takes from a commit. */
  readonly loadCommits: (environments: readonly LoadedEnvironment[]) => Promise<CommitCodes>;
}

export interface Loader {
  /** Loads what has changed since, as new modules. Throws a UserError with the mistakes of all files. */
  load(): Promise<LoadedRepository>;
  /** What was loaded is built before: code of a commit reads its files then. */
  dispose(): Promise<void>;
}

export interface LoadOptions {
  /** Milliseconds that a file may wait for what does not come. @default 5 seconds */
  readonly patience?: number | undefined;
  /** `'ignored'`: as if there were none, for who closes one that is wrong. @default 'read' */
  readonly previews?: 'read' | 'ignored' | undefined;
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
  const commits = new CommitLoader(root, options);
  let again = false;
  return {
    async load() {
      const bundle = await bundler.bundle();
      // An esbuild that waits for changes keeps the process alive, which hides a promise that nothing can settle. Most load only once.
      if (!again) await bundler.dispose();
      again = true;
      return await loadBundle(root, bundle, commits, options);
    },
    async dispose() {
      commits.dispose();
      await bundler.dispose();
    },
  };
}

async function loadBundle(
  root: string,
  bundle: Bundle,
  commits: CommitLoader,
  options: LoadOptions,
): Promise<LoadedRepository> {
  const file = new BundleFile(bundle.code);
  const mapper = new SourceMapper(file.url, bundle.map, root);
  try {
    const problems: string[] = [];
    const inputs = new Set(bundle.inputs);
    const previews = options.previews === 'ignored' ? [] : readPreviews(root, (path) => inputs.add(path), problems);
    const modules = await withPurityGuard(mapper, () => importFiles(file, bundle, mapper, previews, options, problems));
    const { environments, config } = read(modules, bundle, previews, problems);
    if (problems.length > 0) throw new UserError([...new Set(problems)].join('\n'));
    const today: CodeOfToday = {
      locate: (stack) => mapper.locate(stack),
      guard: (run) => withPurityGuard(mapper, run),
    };
    return {
      ...today,
      root,
      environments,
      config,
      inputs: [...inputs].toSorted(),
      loadCommits: (chosen) => commits.load(chosen, today),
      explain: (error, where = 'environments/') => explainError(error, mapper, where),
    };
  } finally {
    file.remove();
  }
}

function read(
  modules: readonly ModuleOfEnvironments[],
  { configFile }: Bundle,
  previews: readonly PreviewFile[],
  problems: string[],
): Pick<LoadedRepository, 'environments' | 'config'> {
  const config = modules.find(({ file }) => file === configFile);
  const exported = modules.filter((one) => one !== config).flatMap((one) => environmentsOf(one, problems));
  // What could not be loaded may be what a preview is from.
  const environments = problems.length > 0 ? exported : adoptPreviews(exported, previews, problems);
  for (const environment of environments) checkDefinition(environment, problems);
  checkNames(environments, problems);
  checkUpstreams(environments, problems);
  return { environments, config: config === undefined ? {} : checkConfig(config.exports, config.file, problems) };
}
