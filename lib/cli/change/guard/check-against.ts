import type { LoadedRepository } from '../../../environment/load/load-environments.ts';
import type { Finding } from '../../../errors.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import type { BaseDist } from './base-dist.ts';
import { checkRendered } from './check-rendered.ts';
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
  const guards: GuardAgainstBase[] = [];
  const { objects, findings } = await checkRendered(root, options, io, (loaded) => {
    const guard = openGuard(root, base, entries, loaded);
    guards.push(guard);
    return (environment, files) => guard.take(environment, files);
  });
  const unjudged = guards.flatMap((guard) => guard.unjudged);
  const guarded = await Promise.all(guards.map((guard) => guard.judge()));
  return { objects, findings: [...findings, ...unjudgedFindings(unjudged, base)], guarded: guarded.flat() };
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
