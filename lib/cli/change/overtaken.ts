import { RemoteError } from '../../errors.ts';
import type { Forge, PullRequest } from '../../forge/forge.ts';

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
