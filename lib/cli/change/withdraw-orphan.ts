import type { Pins } from '../../change/pins.ts';
import { pinsIn, viewOfCommit } from './base-view.ts';
import { openOf, type BranchState } from './branch-state.ts';
import { hasPins } from './has-pins.ts';
import { withdraw } from './propose.ts';
import type { ChangeSession } from './session.ts';

/** Pins, and where they shall be. */
export interface WantedPins {
  readonly environment: string;
  readonly application: string;
  readonly pins: Pins;
}

/**
 * Removes the branch of a change that the base overtook between its push and its pull request. Where it has other images it is a job's that
 * is about to propose them, and stays.
 */
export async function withdrawOrphan(
  session: ChangeSession,
  state: BranchState,
  wanted: readonly WantedPins[],
): Promise<void> {
  if (state.tip === undefined || state.stage !== 'pushed' || openOf(state) !== undefined) return;
  const view = viewOfCommit(session.clone.git, state.tip);
  for (const { environment, application, pins } of wanted)
    if (!hasPins(await pinsIn(view, environment, application), pins)) return;
  await withdraw(session, state);
}
