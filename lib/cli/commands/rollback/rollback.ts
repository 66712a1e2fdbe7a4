import path from 'node:path';
import { branchName } from '../../../change/branch-name.ts';
import { pinsFile, renderPins } from '../../../change/pins.ts';
import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import { tryMoment, MOMENT_ADVICE } from '../../../change/freezes/moment.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { UserError } from '../../../errors.ts';
import { viewOfCommit, viewOfWorkTree } from '../../change/base-view.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { shownImages, shownPullRequest, type BumpOutcome } from '../../change/bump-outcome.ts';
import { changeLocally } from '../../change/change-locally.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { choosePolicies } from '../../change/choose-policies.ts';
import { concludeBump } from '../../change/conclude-bump.ts';
import { proposePins } from '../../change/propose-pins.ts';
import { withdraw } from '../../change/propose.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { disarmHeld } from '../hold/disarm-open.ts';
import { changedPins, findFormerPins, planRollback, type RollbackPlan } from './plan-rollback.ts';

export interface RollbackCommandOptions extends ChangeOptions {
  readonly env: readonly string[];
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly by?: string | undefined;
  readonly autoMerge?: true | undefined;
}

/** Brings back the images that an application had, and holds it. */
export async function rollbackCommand(application: string, options: RollbackCommandOptions, io: Io): Promise<number> {
  refuseWithoutPr(options, ['autoMerge']);
  if (options.until !== undefined && tryMoment(options.until) === undefined)
    throw new UserError(`--until is '${options.until}'. ${MOMENT_ADVICE}`);
  const request: Request = { ...options, application, now: io.today().getTime() };
  const outcomes =
    options.pr === true
      ? await withSession(options, await readSettings(options, io), io, (session) => rollBackAll(session, request))
      : await rollBackLocally(findRepository(path.resolve(io.cwd, options.cwd ?? '.')), request, io);
  return concludeBump(outcomes, options, io);
}

interface Request extends RollbackCommandOptions {
  readonly application: string;
  readonly now: number;
}

function rollBackAll(session: ChangeSession, request: Request): Promise<readonly BumpOutcome[]> {
  return planWithRetries(
    session,
    async (base) => choosePolicies('--env', request.env, await readPolicies(session, base)),
    async (base, { name }) => rollBack(session, base, policyNamed(await readPolicies(session, base), name), request),
  );
}

async function rollBack(
  session: ChangeSession,
  base: string,
  policy: EnvironmentPolicy,
  request: Request,
): Promise<BumpOutcome> {
  const { application, autoMerge } = request;
  const view = viewOfCommit(session.clone.git, base);
  const question = questionOf(policy, request);
  const former = await session.once(`former pins in ${policy.name}`, () => findFormerPins(view, question));
  const plan = await planRollback(view, question, former);
  if (plan.objection !== undefined) return refusedBy(plan.objection, policy.name, application, plan);
  const branch = branchName('rollback', policy.name, application);
  const state = await readBranchState(session, branch, base);
  if (plan.isDone) {
    const { notes } = state.isSpent ? await withdraw(session, state) : plan;
    return outcomeOf(policy.name, application, plan, { action: 'none', notes });
  }
  const disarmed = await disarmHeld(session, base, { environment: policy.name, application });
  const { pullRequest, files, action, pending, notes } = await proposePins(session, base, state, {
    kind: 'rollback',
    steps: [{ policy, application, present: plan.present, pins: plan.pins }],
    files: plan.files,
    notes: plan.notes,
    autoMerge: autoMerge === true,
    again: true,
    remoteRender: false,
  });
  const rest = {
    branch,
    files,
    notes: [...disarmed, ...notes],
    ...shownPullRequest(pullRequest),
    ...(pending === true ? { pending } : {}),
  };
  return outcomeOf(policy.name, application, plan, { action, ...rest });
}

async function rollBackLocally(root: string, request: Request, io: Io): Promise<readonly BumpOutcome[]> {
  const { application } = request;
  const policies = (await loadEnvironments(root)).environments.map(({ definition }) => policyOfDefinition(definition));
  const view = viewOfWorkTree(root, io.env);
  const plans: { readonly name: string; readonly plan: RollbackPlan }[] = [];
  for (const policy of choosePolicies('--env', request.env, policies)) {
    const question = questionOf(policy, request);
    const former = await findFormerPins(view, question);
    plans.push({ name: policy.name, plan: await planRollback(view, question, former) });
  }
  if (plans.some(({ plan }) => plan.objection !== undefined))
    return plans.map(({ name, plan }) =>
      plan.objection === undefined
        ? outcomeOf(name, application, plan, { action: 'none', notes: plan.isDone ? [] : [NOT_WRITTEN] })
        : refusedBy(plan.objection, name, application, plan),
    );
  const files = plans
    .filter(({ plan }) => !plan.isDone)
    .flatMap(({ name, plan }) => [[pinsFile(name, application), renderPins(plan.pins)] as const, ...plan.files]);
  const changed = await changeLocally(
    root,
    new Map(files),
    plans.map(({ name }) => name),
    io,
  );
  return plans.map(({ name, plan }) =>
    outcomeOf(name, application, plan, {
      action: plan.isDone ? 'none' : 'updated',
      files: plan.isDone ? [] : changed(name),
    }),
  );
}

const NOT_WRITTEN = 'Not written, as another environment refuses.';

function refusedBy(objection: string, environment: string, application: string, plan: RollbackPlan): BumpOutcome {
  return outcomeOf(environment, application, plan, { action: 'refused', notes: [objection] });
}

function questionOf(policy: EnvironmentPolicy, { application, to, reason, until, by, now }: Request) {
  return { policy, application, to, reason, until, by, now };
}

function outcomeOf(
  environment: string,
  application: string,
  plan: RollbackPlan,
  rest: Pick<BumpOutcome, 'action'> & Partial<BumpOutcome>,
): BumpOutcome {
  return {
    environment,
    application,
    ...shownImages(plan.present, changedPins(plan)),
    files: [],
    notes: plan.notes,
    ...rest,
  };
}
