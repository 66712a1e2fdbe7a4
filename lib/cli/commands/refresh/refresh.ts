import path from 'node:path';
import { BRANCH_PREFIX } from '../../../change/branch-name.ts';
import { RemoteError, UserError } from '../../../errors.ts';
import { Git } from '../../../git/git.ts';
import { exitCodeOf } from '../../change/action.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { readSettings } from '../../change/read-settings.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { planWithRetries } from '../../change/with-retries.ts';
import type { Io } from '../../io.ts';
import { cannotBeMadeNew } from './cannot-be-made-new.ts';
import { disarmForbidden } from './disarm-forbidden.ts';
import { refreshBranch, type Refreshed } from './refresh-branch.ts';

/** Looks after the pull requests of commands: those that went stale are made on the new base, those that a freeze or a hold forbids are disarmed. */
export async function refreshCommand(options: ChangeOptions, io: Io): Promise<number> {
  const sources = new Git(path.resolve(io.cwd, options.cwd ?? '.'), { env: io.env });
  const refreshed = await withSession(options, await readSettings(options, io), io, (session) =>
    refreshAll(session, sources),
  );
  if (options.json === true) io.out(`${JSON.stringify(refreshed.map(shown), undefined, 2)}\n`);
  else for (const one of refreshed) print(one, options, io);
  return exitCodeOf(refreshed.flatMap(({ action }) => (action === 'closed' ? [] : { action })));
}

function refreshAll(session: ChangeSession, sources: Git): Promise<readonly Refreshed[]> {
  return planWithRetries(
    session,
    async (base) => {
      const disarmed = await disarmForbidden(session, base);
      return (await listBranches(session)).map((one) => ({ ...one, said: disarmed.get(one.branch) ?? [] }));
    },
    async (base, { said, ...one }) => {
      const refreshed = await tryRefresh(session, base, one, sources);
      return { ...refreshed, notes: [...refreshed.notes, ...said] };
    },
  );
}

type OurBranch = Pick<Refreshed, 'branch' | 'pullRequest'>;

/** What is wrong with one branch keeps no other from being made new. */
async function tryRefresh(session: ChangeSession, base: string, one: OurBranch, sources: Git): Promise<Refreshed> {
  try {
    return await refreshBranch(session, base, one.branch, sources);
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof RemoteError) throw error;
    return { action: 'refused', ...one, notes: [cannotBeMadeNew(one.branch, error.message)] };
  }
}

/** Branches whose pull request is open; on plain git all of ours. */
async function listBranches({ clone, forge }: ChangeSession): Promise<readonly OurBranch[]> {
  if (forge !== undefined)
    return (await forge.openPullRequests(BRANCH_PREFIX, clone.base)).map((pullRequest) => ({
      branch: pullRequest.branch,
      pullRequest,
    }));
  const out = await clone.git.run([
    'for-each-ref',
    '--format=%(refname:lstrip=3)',
    `refs/remotes/origin/${BRANCH_PREFIX}`,
  ]);
  return out.split('\n').flatMap((branch) => (branch === '' ? [] : { branch }));
}

function shown({ pullRequest, ...rest }: Refreshed) {
  return pullRequest === undefined
    ? rest
    : { ...rest, pullRequest: { number: pullRequest.number, url: pullRequest.url } };
}

function print({ action, branch, notes }: Refreshed, { quiet }: ChangeOptions, io: Io): void {
  for (const note of notes) io.err(`${note}\n`);
  if (quiet !== true) io.out(`${branch}: ${action === 'none' ? 'left as it is' : action}\n`);
}
