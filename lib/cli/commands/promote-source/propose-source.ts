import { branchName } from '../../../change/branch-name.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { shortCommit } from '../../../environment/source/commit-name.ts';
import { tryListBetween } from '../../../git/list-between.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import { fetchSources } from '../../change/fetch-promoted.ts';
import { markSource } from '../../change/marked-images.ts';
import { propose } from '../../change/propose.ts';
import { renderDataChange } from '../../change/render-data.ts';
import type { ChangeSession } from '../../change/session.ts';
import { settle } from '../../change/settle.ts';
import type { PromoteCommandOptions } from '../promote/promote.ts';
import { sourceOutcome, type SourceOutcome } from './conclude-source.ts';
import { planSource, type SourcePlan } from './plan-source.ts';

export type SourceOptions = Pick<PromoteCommandOptions, 'from' | 'again' | 'autoMerge'>;

/** The code of one environment for another, on the newest base: as one pull request. */
export async function proposeSource(
  session: ChangeSession,
  base: string,
  policy: EnvironmentPolicy,
  options: SourceOptions,
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
  const outcome = sourceOutcome(options.from, to, plan);
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
