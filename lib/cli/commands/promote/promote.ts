import path from 'node:path';
import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import { nextWave } from '../../../change/list-waves.ts';
import { didYouMean } from '../../../did-you-mean.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { UserError } from '../../../errors.ts';
import { Git } from '../../../git/git.ts';
import { viewOfCommit, viewOfWorkTree, type BaseView } from '../../change/base-view.ts';
import { choosePolicies } from '../../change/choose-policies.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { readPolicies } from '../../change/read-policies.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { concludePromotion } from './conclude-promotion.ts';
import { isPromoted, type PromoteUnit } from './plan-promotion.ts';
import { promoteLocally } from './promote-locally.ts';
import type { PromoteOutcome } from './promote-outcome.ts';
import { promoteOutcome, proposePromotion, type PromoteRequest } from './propose-promotion.ts';

export interface PromoteCommandOptions extends ChangeOptions {
  readonly from: string;
  readonly to: readonly string[];
  readonly source?: true | undefined;
  readonly all?: true | undefined;
  readonly wave?: string | undefined;
  readonly again?: true | undefined;
  readonly autoMerge?: true | undefined;
}

/** Brings the images of one environment into others: the same digests, never a build. */
export async function promoteCommand(
  applications: readonly string[],
  options: PromoteCommandOptions,
  io: Io,
): Promise<number> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const size = waveSize(options.wave);
  refuseWithoutPr(options, ['autoMerge', 'wave']);
  const request: PromoteRequest = {
    applications: applicationsOf(applications, options.all === true),
    from: options.from,
    sources: new Git(cwd, { env: io.env }),
    again: options.again === true,
    autoMerge: options.autoMerge === true,
  };
  if (options.pr !== true) {
    const root = findRepository(cwd);
    const policies = (await loadEnvironments(root)).environments.map(({ definition }) =>
      policyOfDefinition(definition),
    );
    const view = viewOfWorkTree(root, io.env);
    const units = await unitsOf(view, policies, { ...request, to: options.to, size: undefined });
    return concludePromotion(await promoteLocally(root, view, units, request, io), options, io);
  }
  const failures: UserError[] = [];
  const outcomes = await withSession(options, await readSettings(options, io), io, (session) =>
    promoteAll(session, { ...request, to: options.to, size }, failures),
  );
  return concludePromotion(outcomes, options, io, failures);
}

interface Wanted extends PromoteRequest {
  readonly to: readonly string[];
  /** How many environments go at a time; undefined for each on its own. */
  readonly size: number | undefined;
}

async function promoteAll(
  session: ChangeSession,
  wanted: Wanted,
  failures: UserError[],
): Promise<readonly PromoteOutcome[]> {
  const unitsAt = async (base: string) =>
    unitsOf(viewOfCommit(session.clone.git, base), await readPolicies(session, base), wanted);
  const outcomes = await planWithRetries(
    session,
    async (base) => [...(await unitsAt(base)).entries()],
    async (base, [index]) => {
      const unit = (await unitsAt(base))[index];
      return unit && proposePromotion(session, base, unit, wanted);
    },
    ([, unit], error) => {
      failures.push(error);
      return promoteOutcome(unit, { action: 'refused', notes: [error.message] });
    },
  );
  return outcomes.filter((outcome) => outcome !== undefined);
}

/** What goes in a pull request of its own: each environment, or the next wave. */
async function unitsOf(
  view: BaseView,
  policies: readonly EnvironmentPolicy[],
  { from, to, size, applications, again }: Wanted,
): Promise<readonly PromoteUnit[]> {
  const names = policies.map(({ name }) => name);
  if (!names.includes(from)) throw new UserError(`--from '${from}' is no environment. ${advice(from, names)}`);
  const targets = choosePolicies('--to', to, policies).filter(({ name }) => name !== from);
  if (targets.length === 0)
    throw new UserError(`--to '${to.join(', ')}' names ${from} alone. Name another environment.`);
  const isAll = applications === 'all';
  const all = isAll ? await view.applications(from) : applications;
  if (all.length === 0) throw new UserError(`${from}: pins no image, so there is nothing to promote.`);
  const unit = { from, applications: all, isAll, again };
  if (size === undefined) return targets.map((target) => ({ ...unit, targets: [target], before: [] }));

  const done = new Map<EnvironmentPolicy, boolean>();
  for (const target of targets) done.set(target, await isPromoted(view, target.name, unit));
  const wave = nextWave(targets, size, (target) => done.get(target) === true);
  if (wave === undefined) return [{ ...unit, targets: [], before: [] }];
  const { number, count, environments, before } = wave;
  return [{ ...unit, targets: environments, before: before.map(({ name }) => name), wave: { number, count } }];
}

function applicationsOf(applications: readonly string[], all: boolean): PromoteRequest['applications'] {
  if (all && applications.length > 0)
    throw new UserError(
      `promote: --all is every application, and ${applications.join(', ')} is named too. Leave one of the two out.`,
    );
  if (!all && applications.length === 0)
    throw new UserError(
      'promote: which application? Name it, or add --all: promote users --from staging --to production',
    );
  return all ? 'all' : [...new Set(applications)];
}

function waveSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UserError(`--wave is '${text}'. Give the number of environments that go at a time, such as 5.`);
}

function advice(word: string, known: readonly string[]): string {
  const guess = didYouMean(word, known);
  return `${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${known.join(', ')}.`;
}
