import type { Forge, PullRequest } from '../../forge/forge.ts';

/** By whom a pull request is merged. */
export interface MergeRules {
  /** People approve it: what they approved is never replaced in silence. */
  readonly isReviewed: boolean;
  readonly autoMerge: boolean;
}

/**
 * Lets the host merge a pull request as soon as its rules allow; where nothing is left to wait for, merges it.
 *
 * @returns what came of it, for people
 */
export async function mergeByItself(
  forge: Forge,
  pullRequest: PullRequest,
  head: string,
  { isReviewed, autoMerge }: MergeRules,
): Promise<readonly string[]> {
  const name = `#${pullRequest.number}`;
  if (!autoMerge) return [];
  if (isReviewed) return [`${name}: is merged by a person, as its environment says merge: 'review'.`];
  const armed = await forge.armAutoMerge(pullRequest, head);
  if (armed === 'armed') return [`${name}: will be merged by the host as soon as its rules allow.`];
  if (armed !== 'ready') return [`${name}: cannot be merged by the host itself: ${armed.why}`];
  const refused = await forge.merge(pullRequest, head);
  return [refused === undefined ? `${name}: is merged.` : `${name}: is not merged: ${refused.why}`];
}
