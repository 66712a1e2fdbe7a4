import { createLoader, type LoadedRepository } from '../../../environment/load/load-environments.ts';
import type { Finding } from '../../../errors.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { runSynth } from '../../run-synth.ts';
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
  const guards: GuardAgainstBase[] = [];
  try {
    const { outcome } = await runSynth(
      root,
      loader,
      { ...options, env: [], app: [], out: 'dist', check: true },
      io,
      (loaded) => {
        const guard = openGuard(root, base, entries, loaded);
        guards.push(guard);
        return (environment, files) => guard.take(environment, files);
      },
    );
    const unjudged = guards.flatMap((guard) => guard.unjudged);
    const guarded = await Promise.all(guards.map((guard) => guard.judge()));
    return {
      objects: outcome.environments.reduce((sum, { objects }) => sum + objects, 0),
      findings: [...outcome.findings, ...unjudgedFindings(unjudged, base)],
      guarded: guarded.flat(),
    };
  } finally {
    await loader.dispose();
  }
}

function openGuard(
  root: string,
  base: BaseDist,
  entries: ReturnType<typeof readEntries>,
  { environments, config }: LoadedRepository,
): GuardAgainstBase {
  const declared = new Map(environments.map(({ definition }) => [definition.name, definition.protected === true]));
  return new GuardAgainstBase({ root, base, entries, declared, maxDeletes: config.maxDeletes });
}

/** Also where `--only` leaves the errors out, nobody is to think that nothing goes. */
function unjudgedFindings(environments: readonly string[], base: BaseDist): readonly Finding[] {
  if (environments.length === 0) return [];
  const message = `--base ${base.name}: could not be compared with ${environments.join(', ')}, as errors keep that from being rendered. Mend them first.`;
  return [{ rule: 'change/not-compared', severity: 'error', message }];
}
