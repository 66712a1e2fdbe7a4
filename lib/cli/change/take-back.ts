import type { Forge, PullRequest } from '../../forge/forge.ts';
import type { Proposal } from './propose.ts';

type Rules = Pick<Proposal, 'isReviewed' | 'title'>;

/**
 * Takes back what people allowed, before it becomes another change.
 *
 * @returns why that cannot be
 */
export async function takeBack(
  forge: Forge,
  pullRequest: PullRequest,
  { isReviewed, title }: Rules,
): Promise<string | undefined> {
  const name = `#${pullRequest.number}`;
  if (await forge.isQueued(pullRequest)) return `${name} stands in a merge queue. Run this again once it is merged.`;
  if (!isReviewed) return undefined;
  if ((await forge.isAutoMergeArmed(pullRequest)) && !(await forge.disarmAutoMerge(pullRequest)))
    return `${name} is armed to be merged by itself, and this token cannot disarm it. Merge or close it, then run this again.`;
  return (await forge.dismissApprovals(pullRequest, reasonFor(title)))
    ? undefined
    : `${name} is approved, and this token cannot take approvals back. Merge or close it, then run this again.`;
}

/**
 * Takes back an approval that came meanwhile, of what it was before.
 *
 * @returns what people have to know
 */
export async function takeBackLate(
  forge: Forge,
  pullRequest: PullRequest,
  { isReviewed, title }: Rules,
): Promise<readonly string[]> {
  if (!isReviewed || !(await forge.isApproved(pullRequest))) return [];
  if (await forge.dismissApprovals(pullRequest, reasonFor(title))) return [];
  return [
    `#${pullRequest.number}: the host still counts an approval of what it was before. Look at it again before it is merged.`,
  ];
}

function reasonFor(title: string): string {
  return `It now proposes another change: ${title}.`;
}
