import type { LoadedRepository, Loader } from '../environment/load/load-environments.ts';
import { UnheardRejections } from '../environment/load/unheard-rejections.ts';
import { noteCommits } from '../environment/source/commit-note.ts';
import { isError, UserError, type Finding } from '../errors.ts';
import { synth, type Sink } from '../synth.ts';
import { parseShard } from './choice.ts';
import type { Io } from './io.ts';
import { partOf } from './part.ts';
import { Progress } from './progress.ts';
import { openSink } from './sinks.ts';
import { sourceRepository } from './source-repository.ts';
import type { SynthCommandOptions, SynthOutcome } from './synth-outcome.ts';

export interface SynthRun {
  readonly outcome: SynthOutcome;
  /** Every file that was read, absolute. */
  readonly inputs: ReadonlySet<string>;
}

/** Sees each environment's texts while they are in memory: path below `dist/<env>` to the whole text. */
export type Onlooker = (environment: string, files: ReadonlyMap<string, string>) => void;

/**
 * One run: load → synth → write or compare. Nothing is written where a finding is an error.
 *
 * @param watch given the repository once it is loaded
 */
export async function runSynth(
  root: string,
  loader: Loader,
  options: SynthCommandOptions,
  io: Io,
  watch?: (loaded: LoadedRepository) => Onlooker,
): Promise<SynthRun> {
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const progress = new Progress(io, options.json !== true && options.quiet !== true);
  const start = io.now();
  const loaded = await loader.load();
  const names = loaded.environments.map(({ definition }) => definition.name);
  const part = partOf(names, { env: options.env, app: options.app, shard });
  const repository = await sourceRepository(loaded, part.environments);
  const { sources } = repository;
  const load = io.now() - start;

  const sink = await openSink(root, options, loaded.config, names);
  const onlooker = watch?.(loaded);
  try {
    const rejections = new UnheardRejections();
    const seen: Sink = {
      take(environment, files, choice) {
        onlooker?.(environment, files);
        return sink.take(environment, files, choice);
      },
    };
    const report = synth(sources, seen, {
      files: loaded.config.files ?? 'resource',
      clusters: repository.clusters,
      choose: part.choose,
      progress: (name) => progress.step(name, sources.length),
      now: io.now,
    });
    const rejected = (await rejections.stop()).map((reason) => rejectionFinding(repository.explain(reason)));
    part.verify();
    const isFull = options.env.length + options.app.length === 0 && shard === undefined;
    const found = [...noteCommits(report.findings, repository.commits), ...rejected];
    const finished = found.some(isError) ? undefined : sink.finish(isFull);
    const findings = [...found, ...(finished?.findings ?? [])];
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

/** A promise that `build` left behind: nothing waits for it, so that what it was to do is not in dist. */
function rejectionFinding(explained: unknown): Finding {
  if (!(explained instanceof UserError)) throw explained;
  return { rule: 'practice/build', severity: 'error', message: explained.message };
}
