import path from 'node:path';
import { isError } from '../errors.ts';
import { Memory } from '../unchanged/memory.ts';
import { everythingBelow } from '../unchanged/stamp.ts';
import { distFolder } from './dist-folder.ts';
import { packageFolder, version } from './own-package.ts';
import type { SynthCommandOptions, SynthOutcome } from './synth-outcome.ts';

const CONFIG_FILES: readonly string[] = ['ts', 'mts', 'js', 'mjs'].map((ending) => `kumiki.config.${ending}`);

/** The last `synth` with the same flags: while nothing that it read or wrote has changed, it need not run again. */
export class LastRun {
  readonly #memory: Memory<SynthOutcome>;
  readonly #root: string;
  readonly #dist: string;
  readonly #enabled: boolean;

  constructor(root: string, { env, app, shard, out, check, watch }: SynthCommandOptions) {
    this.#root = root;
    this.#dist = distFolder(root, out);
    this.#enabled = check !== true && watch !== true;
    this.#memory = new Memory(root, [version, process.version, root, env, app, shard, this.#dist]);
  }

  recall(): SynthOutcome | undefined {
    return this.#enabled ? this.#memory.recall() : undefined;
  }

  keep(outcome: SynthOutcome, inputs: ReadonlySet<string>): void {
    if (!this.#enabled || outcome.findings.some(isError)) return;
    const environments = outcome.environments.map(({ files, ...rest }) => ({
      ...rest,
      files: { written: 0, unchanged: files.unchanged + files.written, removed: 0 },
    }));
    const elapsed = { load: 0, build: 0, render: 0, check: 0, write: 0 };
    this.#memory.keep([...inputs, ...this.#others()], { ...outcome, environments, elapsed });
  }

  /** What a result depends on besides the files that were read. */
  #others(): readonly string[] {
    const at = (...names: readonly string[]): string => path.join(this.#root, ...names);
    return [
      ...everythingBelow(this.#dist),
      // Where a new environment, or a new config, would appear.
      at('environments'),
      ...CONFIG_FILES.map((name) => at(name)),
      // What packages are installed.
      at('package.json'),
      at('package-lock.json'),
      at('node_modules', '.package-lock.json'),
      at('tsconfig.json'),
      // The library itself, for those who change it.
      ...everythingBelow(path.join(packageFolder, 'build')),
    ];
  }
}
