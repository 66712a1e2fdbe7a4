import type { PullRequest } from '../../forge/forge.ts';
import { readBranchContent } from './branch-content.ts';
import type { BranchState } from './branch-state.ts';
import { hasImages } from './marked-images.ts';
import type { Proposal } from './propose.ts';
import type { ChangeSession } from './session.ts';

/**
 * The pull request that proposed what a change does, and that somebody closed. What the base has got of other images meanwhile makes it no
 * other change, nor do other proposals of the same branch; one that proposed it since, and was merged or is open, makes up for it.
 *
 * @param commit the change, made on the base of the proposal
 */
export async function findClosed(
  { clone: { git } }: ChangeSession,
  { pullRequests }: BranchState,
  { base, marker, again }: Proposal,
  commit: string,
): Promise<PullRequest | undefined> {
  if (again || pullRequests.every(({ state }) => state !== 'closed')) return undefined;
  const { changed } = await readBranchContent(git, { base, fork: base, tip: commit });
  const last = pullRequests.find((one) => {
    const isSame = hasImages(one, changed, marker.images);
    return one.state === 'open' ? isSame !== false : isSame === true;
  });
  return last?.state === 'closed' ? last : undefined;
}
