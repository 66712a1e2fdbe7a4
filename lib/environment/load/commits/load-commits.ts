import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { propsOf } from '../../define-environment.ts';
import { previewOf } from '../../previews/preview.ts';
import { shortCommit } from '../../source/commit-name.ts';
import { readSource, sourceFile } from '../../source/source-file.ts';
import type { LoadedEnvironment } from '../check-exports.ts';
import type { LoadOptions } from '../load-environments.ts';
import { commitCode, missingCode, type CodeOfToday, type CommitCode } from './commit-code.ts';
import { CommitFolders } from './commit-folders.ts';
import { loadCommit, type FoundEnvironments } from './load-commit.ts';
import { openCommit, type OpenCommit } from './open-commit.ts';

export interface CommitCodes {
  /** By the name of the environment; none of those that are built from today's files. */
  readonly codes: ReadonlyMap<string, CommitCode>;
  /** Every file of today that this depends on, absolute: also those that are not there. */
  readonly inputs: readonly string[];
}

/** Loads the code of environments that `environments/<env>/source.json` takes from a commit. The tree of a commit comes once. */
export class CommitLoader {
  readonly #root: string;
  readonly #options: LoadOptions;
  readonly #folders = new CommitFolders();
  readonly #trees = new Map<string, OpenCommit>();

  /** @param root the repository's folder, absolute */
  constructor(root: string, options: LoadOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** What keeps one environment from being built is thrown by its `build`. Without any `source.json` nothing is run. */
  async load(environments: readonly LoadedEnvironment[], today: CodeOfToday): Promise<CommitCodes> {
    const inputs = new Set<string>();
    const codes = new Map<string, CommitCode>();
    const byCommit = new Map<string, Wanted[]>();
    for (const { definition, file } of environments) {
      // A preview is as its base is.
      const owner = previewOf(propsOf(definition))?.base ?? definition.name;
      const record = path.join(this.#root, sourceFile(owner));
      inputs.add(record);
      if (!existsSync(record)) continue;
      // oxlint-disable-next-line no-await-in-loop
      const read = await orProblem(async () => readSource(readFileSync(record, 'utf8'), sourceFile(owner)));
      const wanted = { environment: definition.name, name: owner, file };
      if ('problem' in read)
        codes.set(definition.name, missingCode({ environment: owner, commit: '' }, read.problem, today));
      else byCommit.set(read.commit, [...(byCommit.get(read.commit) ?? []), wanted]);
    }
    for (const [commit, wanted] of byCommit) {
      // One after the other: what one throws or waits for is its own.
      // oxlint-disable-next-line no-await-in-loop
      const found = await this.#tryLoad(commit, wanted);
      if (!('problem' in found)) for (const file of found.inputs) inputs.add(file);
      for (const one of wanted) codes.set(one.environment, codeOf(one, commit, found, today));
    }
    return { codes, inputs: [...inputs] };
  }

  /** The trees of commits go; what was loaded of them can no longer be built. */
  dispose(): void {
    this.#trees.clear();
    this.#folders.remove();
  }

  async #tryLoad(commit: string, wanted: readonly Wanted[]): Promise<FoundEnvironments | Problem> {
    const tree = await orProblem(async () => this.#trees.get(commit) ?? (await this.#open(commit)));
    if ('problem' in tree) return tree;
    const found = await orProblem(() => loadCommit(tree, wanted, this.#root, this.#options));
    return 'problem' in found ? { problem: cannotBeLoaded(commit, found.problem) } : found;
  }

  async #open(commit: string): Promise<OpenCommit> {
    const tree = await openCommit(this.#root, commit, () => this.#folders.make());
    this.#trees.set(commit, tree);
    return tree;
  }
}

interface Wanted {
  /** The one that is built. */
  readonly environment: string;
  /** The one whose code it has. */
  readonly name: string;
  readonly file: string;
}

interface Problem {
  readonly problem: string;
}

async function orProblem<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return { problem: error.message };
    throw error;
  }
}

function codeOf({ name }: Wanted, commit: string, found: FoundEnvironments | Problem, today: CodeOfToday): CommitCode {
  const built = { environment: name, commit };
  if ('problem' in found) return missingCode(built, `${sourceFile(name)}: ${found.problem}`, today);
  const { environments, mapper, problems } = found;
  const environment = environments.find(({ definition }) => definition.name === name);
  if (environment !== undefined)
    return commitCode(built, propsOf(environment.definition).build, environment.file, mapper, today);
  const names = environments.map(({ definition }) => definition.name);
  const why =
    problems.length > 0
      ? cannotBeLoaded(commit, problems.join('\n'))
      : `commit ${shortCommit(commit)} has no environment '${name}'. There are: ${names.join(', ') || 'none'}. Name a commit that has it.`;
  return missingCode(built, `${sourceFile(name)}: ${why}`, today);
}

function cannotBeLoaded(commit: string, problems: string): string {
  return `commit ${shortCommit(commit)} cannot be loaded:\n${problems}`;
}
