import { branchName, type ChangeKind } from '../../../change/branch-name.ts';
import { findFreeze, findHold } from '../../change/find-objection.ts';
import { viewOfCommit } from '../../change/base-view.ts';
import { listChanged } from '../../change/list-changed.ts';
import { readPolicies } from '../../change/read-policies.ts';
import type { ChangeSession } from '../../change/session.ts';
import { disarmOpen, isStoppedByHold } from '../hold/disarm-open.ts';
import { changedApplications } from '../promote-source/changed-applications.ts';

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
    const own = application === undefined || !isStoppedByHold(kind) ? [] : [application];
    const stopped = kind === SOURCE ? await readCodeApplications(session, base, environment) : own;
    for (const one of stopped)
      if ((await findHold(view, { environment, application: one, now })) !== undefined) return `${one} is held`;
    return undefined;
  });
}

const SOURCE: ChangeKind = 'source';

/** Those whose manifests the promotion of code to an environment changes. */
async function readCodeApplications(
  { clone }: ChangeSession,
  base: string,
  environment: string,
): Promise<readonly string[]> {
  const tip = await clone.tipOf(branchName(SOURCE, environment));
  if (tip === undefined) return [];
  const { code, out } = await clone.git.tryRun(['merge-base', base, tip]);
  // A branch without a common commit is looked at on its own.
  return code === 0 ? changedApplications(environment, await listChanged(clone.git, out.trim(), tip)) : [];
}
