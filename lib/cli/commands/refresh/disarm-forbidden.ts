import { findFreeze, findHold } from '../../change/find-objection.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import { readPolicies } from '../../change/read-policies.ts';
import type { ChangeSession } from '../../change/session.ts';
import { disarmOpen, isStoppedByHold } from '../hold/disarm-open.ts';

/** At the start of a freeze, and once an application is held, nothing of it that was armed before is merged by itself. */
export async function disarmForbidden(
  session: ChangeSession,
  base: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (session.forge === undefined) return new Map();
  const view = viewOfCommit(session.clone.git, base);
  const policies = await readPolicies(session, base);
  const now = session.clock.now();
  return disarmOpen(session, base, async ({ environment, application }, kind) => {
    const policy = policies.find(({ name }) => name === environment);
    if (policy !== undefined && (await findFreeze(view, policy, { application, now })) !== undefined)
      return `${environment} is frozen`;
    if (application === undefined || !isStoppedByHold(kind)) return undefined;
    const hold = await findHold(view, { environment, application, now });
    return hold === undefined ? undefined : `${application} is held`;
  });
}
