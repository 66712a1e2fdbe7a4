import { RemoteError } from '../../errors.ts';
import type { Forge, PullRequest } from '../../forge/forge.ts';
import type { Clone } from '../../git/clone.ts';
import { listChanged } from './list-changed.ts';

/** Somebody else was faster, in a way that no push could tell: on the newest base it is another question. */
export class Overtaken extends RemoteError {}

/**
 * Whether a pull request that was just pushed to is still open: one that somebody merged or closed since it was looked at, and whose branch
 * stayed, does not propose what was pushed.
 *
 * @throws an {@link Overtaken}
 */
export async function requireOpen(forge: Forge, { number, branch, base }: PullRequest): Promise<void> {
  const pullRequests = await forge.pullRequestsOf(branch, base);
  if (pullRequests.some((one) => one.number === number && one.state === 'open')) return;
  throw new Overtaken(`#${number}: somebody merged or closed it at the same time. Run the command again.`);
}

/**
 * Whether the base still has what a pushed change of these files was made on. Another change of them may have been merged since, and its
 * branch removed: then that branch looks as if it never had been, and the push succeeds all the same.
 *
 * @param base the commit that it was made on
 * @throws an {@link Overtaken}
 */
export async function requireSameBase(clone: Clone, base: string, files: ReadonlySet<string>): Promise<void> {
  const now = await clone.fetch();
  if (now === base) return;
  const file = (await listChanged(clone.git, base, now)).find((name) => files.has(name));
  if (file === undefined) return;
  throw new Overtaken(`${file}: somebody changed it on ${clone.base} at the same time. Run the command again.`);
}

/**
 * Whether a branch, as it was fetched since, still has a commit that is to be proposed; the manifest repository's CI may have rendered onto
 * it. Otherwise whoever pushed another change proposes that.
 *
 * @throws an {@link Overtaken}
 */
export async function requireOnBranch(clone: Clone, branch: string, commit: string): Promise<void> {
  const tip = await clone.tipOf(branch);
  if (tip !== undefined && (await clone.git.tryRun(['merge-base', '--is-ancestor', commit, tip])).code === 0) return;
  throw new Overtaken(`${branch}: somebody changed it at the same time. Run the command again.`);
}
