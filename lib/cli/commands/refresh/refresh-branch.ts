import type { ChangeKind } from '../../../change/branch-name.ts';
import type { PullRequest } from '../../../forge/forge.ts';
import type { Git } from '../../../git/git.ts';
import { tryMerge } from '../../../git/try-merge.ts';
import { openOf, readBranchState } from '../../change/branch-state.ts';
import { listChanged } from '../../change/list-changed.ts';
import { proposePins } from '../../change/propose-pins.ts';
import { withdraw } from '../../change/propose.ts';
import type { ChangeSession } from '../../change/session.ts';
import { cannotBeMadeNew } from './cannot-be-made-new.ts';
import { planAgain } from './plan-again.ts';

/** What became of one pull request: its shape is part of `--json`. */
export interface Refreshed {
  readonly action: 'updated' | 'none' | 'closed' | 'refused' | 'superseded';
  readonly branch: string;
  readonly pullRequest?: PullRequest | undefined;
  readonly notes: readonly string[];
}

/** Changes of pins, which are made new here. */
const KINDS: ReadonlySet<string> = new Set(['bump', 'promote', 'rollback'] satisfies ChangeKind[]);

/** What changes no data has nothing that could be in the base: its own command sees to it. */
const REPAIR: ChangeKind = 'repair';

/**
 * Makes a branch of pins new where it conflicts with the base, or where the base would render its pins otherwise. One of which nothing is left
 * to merge is closed, whatever it is.
 *
 * @throws a UserError with what is wrong in the branch, or in the base with it
 */
export async function refreshBranch(
  session: ChangeSession,
  base: string,
  branch: string,
  sources: Git,
): Promise<Refreshed> {
  const { git } = session.clone;
  const state = await readBranchState(session, branch, base);
  const { tip, fork, foreign, pullRequest } = state;
  const left = (...notes: readonly string[]): Refreshed => ({ action: 'none', branch, pullRequest, notes });
  const kind = branch.split('/')[1] ?? '';
  if (tip === undefined || kind === REPAIR) return left();
  if (session.forge !== undefined && openOf(state) === undefined) return left();
  if (foreign !== undefined) return left(`${branch}: holds commit ${foreign}, so it is left alone.`);
  if (pullRequest !== undefined && (await session.forge?.isQueued(pullRequest)) === true)
    return left(`${branch}: stands in a merge queue, so it is left alone.`);
  if (state.isSpent) return closed(branch, await withdraw(session, state));
  if (fork === undefined) return left();
  const merged = await tryMerge(git, base, tip);
  if (!KINDS.has(kind))
    return merged === undefined
      ? left(`${branch}: conflicts with ${session.clone.base}, and is not made new here. Run its command again.`)
      : left();
  if (
    merged !== undefined &&
    state.stage === 'proposed' &&
    !state.isUprooted &&
    !(await mayDiffer(git, fork, base, await listChanged(git, fork, tip)))
  )
    return left();

  const plan = await planAgain(session, base, { kind, tip, fork }, sources);
  if ('why' in plan) return left(cannotBeMadeNew(branch, plan.why));
  if (plan.steps.length === 0) return closed(branch, await withdraw(session, state));
  const {
    action,
    notes,
    pullRequest: refreshed,
  } = await proposePins(session, base, state, {
    kind: kind as ChangeKind,
    ...plan,
    autoMerge: false,
    again: false,
    remoteRender: false,
    anew: true,
    current: merged,
  });
  if (action === 'none') return { action, branch, pullRequest: refreshed, notes: [] };
  return { action: action === 'created' ? 'updated' : action, branch, pullRequest: refreshed, notes };
}

/** Whether what came to the base since may render these environments otherwise: all but data and manifests of other environments. */
async function mayDiffer(git: Git, fork: string, base: string, touched: readonly string[]): Promise<boolean> {
  const own = new Set(touched.flatMap((file) => /^(?:environments|dist)\/([^/]+)\//.exec(file)?.[1] ?? []));
  return (await listChanged(git, fork, base)).some((file) => {
    const [, environment] = /^(?:environments|dist)\/([^/]+)\//.exec(file) ?? [];
    return environment === undefined || own.has(environment);
  });
}

function closed(
  branch: string,
  { pullRequest, notes }: { readonly pullRequest?: PullRequest | undefined; readonly notes: readonly string[] },
): Refreshed {
  return { action: 'closed', branch, pullRequest, notes };
}
