import type { BranchState } from './branch-state.ts';
import { withdraw, type Proposed } from './propose.ts';
import type { ChangeSession } from './session.ts';

/** The base has what is asked for: what the branch proposes goes, unless a job is about to propose it. */
export async function settle(session: ChangeSession, state: BranchState): Promise<Proposed> {
  if (state.tip === undefined) return { action: 'none', notes: [] };
  if (state.stage !== 'pushed' || state.isSpent) return withdraw(session, state);
  const note = `${state.branch}: another job has pushed it and is to propose it, so it is left alone.`;
  return { action: 'none', notes: [note] };
}
