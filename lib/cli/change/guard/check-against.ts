import { propsOf } from '../../../environment/define-environment.ts';
import { createLoader } from '../../../environment/load/load-environments.ts';
import { UnheardRejections } from '../../../environment/load/unheard-rejections.ts';
import { noteCommits } from '../../../environment/source/commit-note.ts';
import { isError, UserError, type Finding } from '../../../errors.ts';
import { synth } from '../../../synth.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { Progress } from '../../progress.ts';
import { openSink } from '../../sinks.ts';
import { sourceRepository } from '../../source-repository.ts';
import type { BaseDist } from './base-dist.ts';
import { GuardAgainstBase } from './guard-against-base.ts';
import { readEntries } from './read-entries.ts';

export interface GuardedCheck {
  readonly objects: number;
  /** What `check` finds without a base. */
  readonly findings: readonly Finding[];
  /** What the guards say. */
  readonly guarded: readonly Finding[];
}

/** All checks of what the environments render, and the guards against what goes, in one run. Writes nothing. */
export async function checkAgainst(
  root: string,
  base: BaseDist,
  options: GlobalOptions,
  io: Io,
): Promise<GuardedCheck> {
  const entries = readEntries(root);
  const loader = createLoader(root);
  const progress = new Progress(io, options.json !== true && options.quiet !== true);
  try {
    const loaded = await loader.load();
    const { sources, clusters, commits, explain } = await sourceRepository(loaded);
    const declared = new Map(
      loaded.environments.map(({ definition }) => [propsOf(definition).name, propsOf(definition).protected === true]),
    );
    const sink = await openSink(root, { out: 'dist', check: true }, loaded.config, [...declared.keys()]);
    const guard = new GuardAgainstBase({ root, base, entries, declared, maxDeletes: loaded.config.maxDeletes });
    const rejections = new UnheardRejections();
    // One sink for both: an environment's texts are in memory only while it is rendered.
    const report = synth(
      sources,
      {
        take(environment, files, choice) {
          guard.take(environment, files);
          return sink.take(environment, files, choice);
        },
      },
      {
        files: loaded.config.files ?? 'resource',
        clusters,
        progress: (name) => progress.step(name, sources.length),
        now: io.now,
      },
    );
    const rejected = (await rejections.stop()).map((reason) => rejectionFinding(explain(reason)));
    const found = [...noteCommits(report.findings, commits), ...rejected];
    const others = found.some(isError) ? unjudgedFindings(guard.unjudged, base) : (sink.finish(true).findings ?? []);
    sink.close();
    return {
      objects: report.environments.reduce((sum, { objects }) => sum + objects, 0),
      findings: [...found, ...others],
      guarded: await guard.judge(),
    };
  } finally {
    progress.end();
    await loader.dispose();
  }
}

/** Also where `--only` leaves the errors out, nobody is to think that nothing goes. */
function unjudgedFindings(environments: readonly string[], base: BaseDist): readonly Finding[] {
  if (environments.length === 0) return [];
  const message = `--base ${base.name}: could not be compared with ${environments.join(', ')}, as errors keep that from being rendered. Mend them first.`;
  return [{ rule: 'change/not-compared', severity: 'error', message }];
}

/** A promise that `build` left behind: nothing waits for it, so that what it was to do is not in dist. */
function rejectionFinding(explained: unknown): Finding {
  if (!(explained instanceof UserError)) throw explained;
  return { rule: 'practice/build', severity: 'error', message: explained.message };
}
