import path from 'node:path';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
import { choosePolicies } from '../../change/choose-policies.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import type { PromoteCommandOptions } from '../promote/promote.ts';
import { concludeSource, type SourceOutcome } from './conclude-source.ts';
import { promoteSourceLocally } from './promote-source-locally.ts';
import { proposeSource } from './propose-source.ts';

/** Builds environments from the commit that another one is built from: a change of shared code goes on as an image does. */
export async function promoteSourceCommand(
  applications: readonly string[],
  options: PromoteCommandOptions,
  io: Io,
): Promise<number> {
  if (applications.length > 0 || options.all === true || options.wave !== undefined)
    throw new UserError('promote --source: is of whole environments. Leave applications, --all and --wave out.');
  refuseWithoutPr(options, ['autoMerge']);
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const outcomes =
    options.pr === true
      ? await withSession(options, await readSettings(options, io), io, (session) => proposeAll(session, options))
      : await promoteSourceLocally(findRepository(cwd), options, (policies) => targetsOf(policies, options), io);
  return concludeSource(outcomes, options, io);
}

function proposeAll(session: ChangeSession, options: PromoteCommandOptions): Promise<readonly SourceOutcome[]> {
  return planWithRetries(
    session,
    async (base) => targetsOf(await readPolicies(session, base), options),
    async (base, { name }) =>
      proposeSource(session, base, policyNamed(await readPolicies(session, base), name, '--to'), options),
  );
}

function targetsOf(
  policies: readonly EnvironmentPolicy[],
  { from, to }: PromoteCommandOptions,
): readonly EnvironmentPolicy[] {
  policyNamed(policies, from, '--from');
  const targets = choosePolicies('--to', to, policies).filter(({ name }) => name !== from);
  if (targets.length > 0) return targets;
  throw new UserError(`--to '${to.join(', ')}' names ${from} alone. Name another environment.`);
}
