import type { ChangeKind } from '../../../change/branch-name.ts';
import type { PullRequest } from '../../../forge/forge.ts';
import type { Git } from '../../../git/git.ts';
import { tryMerge } from '../../../git/try-merge.ts';
import { openOf, readBranchState } from '../../change/branch-state.ts';
import { withdraw } from '../../change/propose.ts';
import type { ChangeSession } from '../../change/session.ts';
import { cannotBeMadeNew } from './cannot-be-made-new.ts';
import { mayDiffer } from './may-differ.ts';
import { renewPins } from './renew-pins.ts';
import { renewPreview } from './renew-preview.ts';
import { renewSource } from './renew-source.ts';
import type { Renewal, StaleBranch } from './stale-branch.ts';

/** What became of one pull request: its shape is part of `--json`. */
export interface Refreshed {
  readonly action: 'updated' | 'none' | 'closed' | 'refused' | 'superseded';
  readonly branch: string;
  readonly pullRequest?: PullRequest | undefined;
  readonly notes: readonly string[];
}

type Renew = (session: ChangeSession, base: string, stale: StaleBranch, sources: Git) => Promise<Renewal>;

/** Those of other kinds are made new by their own commands. */
const RENEWALS: ReadonlyMap<string, Renew> = new Map<ChangeKind, Renew>([
  ['bump', renewPins],
  ['promote', renewPins],
  ['rollback', renewPins],
  ['source', renewSource],
  ['preview', renewPreview],
]);

/** What changes no data has nothing that could be in the base: its own command sees to it. */
const REPAIR: ChangeKind = 'repair';

/**
 * Makes a branch new where it conflicts with the base, or where the base would render its change otherwise. One of which nothing is left
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
  const open = openOf(state);
  if (session.forge !== undefined && open === undefined) return left();
  if (foreign !== undefined) return left(`${branch}: holds commit ${foreign}, so it is left alone.`);
  if (pullRequest !== undefined && (await session.forge?.isQueued(pullRequest)) === true)
    return left(`${branch}: stands in a merge queue, so it is left alone.`);
  if (state.isSpent) return closed(branch, await withdraw(session, state));
  if (fork === undefined) return left();
  const merged = await tryMerge(git, base, tip);
  const renew = RENEWALS.get(kind);
  if (renew === undefined)
    return merged === undefined
      ? left(`${branch}: conflicts with ${session.clone.base}, and is not made new here. Run its command again.`)
      : left();
  const isSound = merged !== undefined && state.stage === 'proposed' && !state.isUprooted;
  if (isSound && !(await mayDiffer(git, base, { fork, tip }))) return left();

  const isArmed = open !== undefined && (await session.forge?.isAutoMergeArmed(open)) === true;
  const stale = { kind: kind as ChangeKind, state, tip, fork, merged, isArmed };
  const renewal = await renew(session, base, stale, sources);
  if (renewal.action === 'kept') return left(cannotBeMadeNew(branch, renewal.why));
  if (renewal.action === 'spent') return closed(branch, await withdraw(session, state));
  const { action, notes, pullRequest: refreshed } = renewal;
  if (action === 'none') return { action, branch, pullRequest: refreshed, notes: [] };
  return { action: action === 'created' ? 'updated' : action, branch, pullRequest: refreshed, notes };
}

function closed(
  branch: string,
  { pullRequest, notes }: { readonly pullRequest?: PullRequest | undefined; readonly notes: readonly string[] },
): Refreshed {
  return { action: 'closed', branch, pullRequest, notes };
}
