import { rmSync } from 'node:fs';
import path from 'node:path';
import { makeRepository, type Size } from './make-repository.ts';
import { runMeasured, type Usage } from './run-measured.ts';
import { runTree, type TreeOptions, type TreeUsage } from './run-tree.ts';

/** Where programs are run: each in a process of its own, into a folder of its own. */
export class Lab {
  readonly #root: string;
  readonly #folder: string;
  readonly #repositories = new Map<string, string>();

  constructor(root: string, folder: string) {
    this.#root = root;
    this.#folder = folder;
  }

  /** A repository with the workload of this size, made once. */
  repository(size: Size): string {
    const name = `repository-${size.applications}x${size.environments}`;
    const known = this.#repositories.get(name);
    if (known !== undefined) return known;
    const folder = path.join(this.#folder, name);
    this.makeRepository(folder, size);
    this.#repositories.set(name, folder);
    return folder;
  }

  /** One more, for who changes it. */
  makeRepository(folder: string, size: Size): void {
    makeRepository(path.join(this.#root, 'bench', 'repository'), folder, size);
  }

  /** One of the programs that stand beside ours, into an empty folder. */
  runProgram(name: 'cdk8s-plus' | 'l1' | 'plain', size: Size): Run {
    const output = this.emptyFolder(`output-${name}`);
    const usage = this.#run(path.join(this.#folder, `${name}.mjs`), [
      output,
      String(size.applications),
      String(size.environments),
    ]);
    return { usage, output };
  }

  /** `kumiki synth` in a repository, from nothing. */
  runSynth(size: Size): Run {
    const repository = this.repository(size);
    forget(repository);
    return { usage: this.runCommand(['synth', '--cwd', repository]), output: path.join(repository, 'dist') };
  }

  /** The command as it is compiled. */
  get command(): string {
    return path.join(this.#root, 'build', 'cli', 'main.js');
  }

  runCommand(args: readonly string[]): Usage {
    return this.#run(this.command, args);
  }

  /** The command where it starts others that matter. */
  runTree(args: readonly string[], options: TreeOptions): Promise<TreeUsage> {
    return runTree(this.#reporter, this.command, args, options);
  }

  #run(program: string, args: readonly string[]): Usage {
    return runMeasured(this.#reporter, program, args);
  }

  get #reporter(): string {
    return path.join(this.#root, 'bench', 'report-usage.cjs');
  }

  /** Where nothing is yet: whoever writes there makes it. */
  emptyFolder(name: string): string {
    const folder = path.join(this.#folder, name);
    rmSync(folder, { recursive: true, force: true });
    return folder;
  }
}

export interface Run {
  readonly usage: Usage;
  /** The folder with its files. */
  readonly output: string;
}

/** As if nothing had ever been rendered in this repository. */
export function forget(repository: string): void {
  for (const name of ['dist', 'node_modules/.cache'])
    rmSync(path.join(repository, name), { recursive: true, force: true });
}
