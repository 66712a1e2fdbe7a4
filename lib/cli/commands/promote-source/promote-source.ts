import path from 'node:path';
import { branchName } from '../../../change/branch-name.ts';
import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { shortCommit } from '../../../environment/source/commit-name.ts';
import { UserError } from '../../../errors.ts';
import { Git } from '../../../git/git.ts';
import { tryListBetween } from '../../../git/list-between.ts';
import { viewOfCommit, viewOfWorkTree } from '../../change/base-view.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import { changeLocally } from '../../change/change-locally.ts';
import { choosePolicies } from '../../change/choose-policies.ts';
import { fetchSources } from '../../change/fetch-promoted.ts';
import { markSource } from '../../change/marked-images.ts';
import { propose } from '../../change/propose.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { renderDataChange } from '../../change/render-data.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { settle } from '../../change/settle.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import type { PromoteCommandOptions } from '../promote/promote.ts';
import { concludeSource, type SourceOutcome } from './conclude-source.ts';
import { planSource, type SourcePlan } from './plan-source.ts';

/** Builds environments from the commit that another one is built from: a change of shared code goes on as an image does. */
export async function promoteSourceCommand(
  applications: readonly string[],
  options: PromoteCommandOptions,
  io: Io,
): Promise<number> {
  if (applications.length > 0 || options.all === true || options.wave !== undefined)
    throw new UserError('promote --source: is of whole environments. Leave applications, --all and --wave out.');
  refuseWithoutPr(options, ['autoMerge']);
  const outcomes =
    options.pr === true
      ? await withSession(options, await readSettings(options, io), io, (session) => promoteAll(session, options))
      : await promoteLocally(findRepository(path.resolve(io.cwd, options.cwd ?? '.')), options, io);
  return concludeSource(outcomes, options, io);
}

function promoteAll(session: ChangeSession, options: PromoteCommandOptions): Promise<readonly SourceOutcome[]> {
  return planWithRetries(
    session,
    async (base) => targetsOf(await readPolicies(session, base), options),
    async (base, { name }) =>
      promote(session, base, policyNamed(await readPolicies(session, base), name, '--to'), options),
  );
}

async function promote(
  session: ChangeSession,
  base: string,
  policy: EnvironmentPolicy,
  options: PromoteCommandOptions,
): Promise<SourceOutcome> {
  const { clone, clock } = session;
  const { name: to } = policy;
  const plan = await planSource(viewOfCommit(clone.git, base), {
    from: options.from,
    policy,
    git: clone.git,
    tip: base,
    base: clone.base,
    again: options.again === true,
    now: clock.now(),
  });
  const branch = branchName('source', to);
  const state = await readBranchState(session, branch, base);
  const { move } = plan;
  const outcome = outcomeOf(options.from, to, plan);
  if (move.action === 'refused') return { ...outcome, action: 'refused', notes: [move.message] };
  if (move.action === 'none') {
    const { pullRequest, notes } = await settle(session, state);
    return { ...outcome, notes, ...shownPullRequest(pullRequest) };
  }
  await fetchSources(clone, plan.commit);
  const kumiki = await session.openKumiki(base, [to]);
  const change = await renderDataChange(session, kumiki, base, {
    environment: to,
    files: new Map([[move.file, move.text]]),
    own: [`dist/${to}/`],
    what: `the code of commit ${shortCommit(plan.commit)}`,
  });
  const commits = await tryListBetween(clone.git, plan.present ?? plan.commit, plan.commit);
  const proposed = await propose(session, state, {
    base,
    files: change.files,
    title: `Build ${to} from ${shortCommit(plan.commit)}`,
    message: (commits ?? []).join('\n'),
    summary: summaryOf(options.from, plan, commits ?? [], change.restarts),
    marker: { kind: 'source', images: markSource(to, plan.commit) },
    isReviewed: policy.merge === 'review',
    autoMerge: options.autoMerge === true,
    again: options.again === true,
  });
  return {
    ...outcome,
    action: proposed.action,
    branch,
    commits: commits ?? null,
    files: [...change.files.keys()].toSorted(),
    ...shownPullRequest(proposed.pullRequest),
    notes: [...move.notes, ...change.notes, ...proposed.notes],
  };
}

async function promoteLocally(root: string, options: PromoteCommandOptions, io: Io): Promise<readonly SourceOutcome[]> {
  const git = new Git(root, { env: io.env });
  const tip = await git.run(['rev-parse', 'HEAD']);
  const policies = (await loadEnvironments(root)).environments.map(({ definition }) => policyOfDefinition(definition));
  const view = viewOfWorkTree(root, io.env);
  const outcomes: SourceOutcome[] = [];
  const files = new Map<string, string>();
  for (const policy of targetsOf(policies, options)) {
    const question = { from: options.from, policy, git, tip, base: 'this branch', again: options.again === true };
    const plan = await planSource(view, { ...question, now: io.today().getTime() });
    const { move } = plan;
    const outcome = outcomeOf(options.from, policy.name, plan);
    if (move.action === 'move') files.set(move.file, move.text);
    outcomes.push(
      move.action === 'refused'
        ? { ...outcome, action: 'refused', notes: [move.message] }
        : {
            ...outcome,
            action: move.action === 'move' ? 'updated' : 'none',
            notes: move.action === 'move' ? move.notes : [],
          },
    );
  }
  if (outcomes.some(({ action }) => action === 'refused'))
    return outcomes.map((one) => (one.action === 'updated' ? { ...one, action: 'none' } : one));
  const changed = await changeLocally(
    root,
    files,
    outcomes.map(({ environment }) => environment),
    io,
  );
  return outcomes.map((one) => ({ ...one, files: one.action === 'none' ? [] : changed(one.environment) }));
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

function outcomeOf(from: string, environment: string, { present, commit }: SourcePlan): SourceOutcome {
  return {
    action: 'none',
    from,
    environment,
    source: { from: present ?? null, to: commit },
    commits: null,
    files: [],
    notes: [],
  };
}

function summaryOf(
  from: string,
  { present, commit }: SourcePlan,
  commits: readonly string[],
  restarts: readonly string[],
): string {
  const list = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n');
  return [
    `Builds it from commit \`${commit}\`, as \`${from}\` is${present === undefined ? '' : `, instead of \`${present}\``}.`,
    commits.length === 0 ? '' : `Commits that come with it:\n\n${list(commits)}`,
    restarts.length === 0
      ? 'No Pod is replaced.'
      : `Replaces the Pods of:\n${restarts.map((one) => `- \`${one}\``).join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
