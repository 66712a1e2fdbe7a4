import path from 'node:path';
import { type Finding } from '../../errors.ts';
import { createLoader, type Loader } from '../../environment/load/load-environments.ts';
import type { Elapsed } from '../../stopwatch.ts';
import { isError, synth, type EnvironmentReport } from '../../synth.ts';
import { EXIT } from '../exit-codes.ts';
import type { GlobalOptions, Io } from '../io.ts';
import { parseShard } from '../choice.ts';
import { partOf } from '../part.ts';
import { printFindings } from '../print-findings.ts';
import { printReport } from '../print-report.ts';
import { Progress } from '../progress.ts';
import { openSink } from '../sinks.ts';
import { sourceRepository } from '../source-repository.ts';
import { LastRun } from '../last-run.ts';
import { watch } from '../watch.ts';

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

export async function synthCommand(options: SynthCommandOptions, io: Io): Promise<number> {
  const root = path.resolve(io.cwd, options.cwd ?? '.');
  const lastRun = new LastRun(root, options);
  const recalled = lastRun.recall();
  if (recalled !== undefined) return conclude(recalled, options, io);

  const loader = createLoader(root);
  try {
    if (options.watch === true) return await watch(root, loader, options, io);
    const { outcome, inputs } = await runSynth(root, loader, options, io);
    lastRun.keep(outcome, inputs);
    return conclude(outcome, options, io);
  } finally {
    await loader.dispose();
  }
}

export interface SynthRun {
  readonly outcome: SynthOutcome;
  /** Every file that was read, absolute. */
  readonly inputs: ReadonlySet<string>;
}

/** One run: load → synth → write or compare. Nothing is written where a finding is an error. */
export async function runSynth(root: string, loader: Loader, options: SynthCommandOptions, io: Io): Promise<SynthRun> {
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const start = io.now();
  const loaded = await loader.load();
  const repository = sourceRepository(loaded);
  const load = io.now() - start;

  const part = partOf(
    repository.sources.map(({ props }) => props.name),
    { env: options.env, app: options.app, shard },
  );
  const sources = repository.sources.filter(({ props }) => part.environments.includes(props.name));
  const progress = new Progress(io, options.json !== true && options.quiet !== true);
  const sink = await openSink(
    root,
    options,
    loaded.config,
    repository.sources.map(({ props }) => props.name),
  );
  try {
    const report = synth(sources, sink, {
      files: loaded.config.files ?? 'resource',
      clusters: repository.clusters,
      choose: part.choose,
      progress: (name) => progress.step(name, sources.length),
      now: io.now,
    });
    part.verify();
    const isFull = options.env.length + options.app.length === 0 && shard === undefined;
    const finished = report.findings.some(isError) ? undefined : sink.finish(isFull);
    const findings = [...report.findings, ...(finished?.findings ?? [])];
    const outcome = {
      environments: report.environments,
      findings,
      differences: finished?.differences,
      elapsed: { load, ...report.elapsed },
    };
    return { outcome, inputs: repository.inputs };
  } finally {
    progress.end();
    sink.close();
  }
}

/** Prints what a run has to say, and gives its exit code. */
export function conclude(outcome: SynthOutcome, options: SynthCommandOptions, io: Io): number {
  if (options.json === true) io.out(`${JSON.stringify(outcome, undefined, 2)}\n`);
  else {
    printFindings(outcome.findings, options, io);
    printReport(outcome, options, io);
  }
  if (outcome.findings.some(isError)) return EXIT.mistake;
  const { changed = [], missing = [], extra = [] } = outcome.differences ?? {};
  return changed.length + missing.length + extra.length > 0 ? EXIT.differs : EXIT.done;
}
