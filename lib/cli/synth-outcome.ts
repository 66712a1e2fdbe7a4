import type { Finding } from '../errors.ts';
import type { Elapsed } from '../stopwatch.ts';
import type { EnvironmentReport } from '../synth.ts';
import type { GlobalOptions } from './io.ts';

export interface SynthCommandOptions extends GlobalOptions {
  readonly env: readonly string[];
  readonly app: readonly string[];
  readonly out: string;
  readonly shard?: string | undefined;
  readonly check?: boolean | undefined;
  readonly watch?: boolean | undefined;
}

/** What one run has to say; its shape is that of `--json`. */
export interface SynthOutcome {
  readonly environments: readonly EnvironmentReport[];
  readonly findings: readonly Finding[];
  /** With `--check`: the files that differ, from the repository's root. */
  readonly differences?: Differences | undefined;
  readonly elapsed: Elapsed & { readonly load: number };
}

export interface Differences {
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}
