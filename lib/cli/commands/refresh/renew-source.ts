import { sourceFile } from '../../../environment/source/source-file.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import type { ChangeSession } from '../../change/session.ts';
import { planMove } from '../promote-source/plan-move.ts';
import { proposeMove, renderMove } from '../promote-source/propose-move.ts';
import { sourceOf } from '../promote-source/upstream-source.ts';
import { remainingPolicy } from './remaining-policy.ts';
import type { Renewal, StaleBranch } from './stale-branch.ts';

/**
 * Makes a promotion of code new: the same commit, which the upstream may have left behind since. What the upstream had to do first it did when
 * it was proposed, and a freeze keeps it from being merged; a hold counts.
 *
 * @throws a UserError with what is wrong in it
 */
export async function renewSource(session: ChangeSession, base: string, stale: StaleBranch): Promise<Renewal> {
  const { clone } = session;
  const { git } = clone;
  const { state, tip, fork, merged } = stale;
  const to = state.branch.split('/')[2] ?? '';
  const policy = await remainingPolicy(session, base, to);
  const [commit, before, present] = [
    await sourceOf(viewOfCommit(git, tip), to),
    await sourceOf(viewOfCommit(git, fork), to),
    await sourceOf(viewOfCommit(git, base), to),
  ];
  if (commit === undefined) return { action: 'kept', why: `it has no ${sourceFile(to)}.` };
  if (before !== undefined && present === undefined)
    return { action: 'kept', why: `${to} is built from the tip of ${clone.base} since.` };

  const from = undefined;
  // What may go back from there was allowed to when it was proposed.
  const again = before === present;
  const move = await planMove({ from, to, commit, present, git, tip: base, base: clone.base, again });
  if (move.action === 'none') return { action: 'spent' };
  if (move.action === 'refused') return { action: 'kept', why: move.message };
  const plan = { base, policy, from, present, commit, move };
  const { change, objections } = await renderMove(session, plan);
  if (objections.length > 0) return { action: 'kept', why: objections.join(' ') };
  return proposeMove(session, state, plan, change, { autoMerge: stale.isArmed, again: false, current: merged });
}
