import type { Git } from '../../../git/git.ts';
import { proposePins } from '../../change/propose-pins.ts';
import type { ChangeSession } from '../../change/session.ts';
import { planAgain } from './plan-again.ts';
import type { Renewal, StaleBranch } from './stale-branch.ts';

/** Makes a bump, a promotion or a rollback new. */
export async function renewPins(
  session: ChangeSession,
  base: string,
  stale: StaleBranch,
  sources: Git,
): Promise<Renewal> {
  const plan = await planAgain(session, base, stale, sources);
  if ('why' in plan) return { action: 'kept', why: plan.why };
  if (plan.steps.length === 0) return { action: 'spent' };
  return proposePins(session, base, stale.state, {
    kind: stale.kind,
    ...plan,
    autoMerge: stale.isArmed,
    again: false,
    remoteRender: false,
    anew: true,
    current: stale.merged,
  });
}
