import type { PullRequest } from '../forge.ts';
import { askToMerge } from './ask-to-merge.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { statusOf } from './merge-state.ts';

/**
 * Merges one now, and removes its branch. That is past a merge train, where the project has one: arming auto-merge is how to join it.
 *
 * @returns undefined where it is merged, else why not
 */
export async function mergeMergeRequest(
  api: GitLabApi,
  pullRequest: PullRequest,
  head: string,
): Promise<{ readonly why: string } | undefined> {
  const outcome = await askToMerge(api, pullRequest, {
    head,
    isAuto: false,
    decide: (request) => Promise.resolve(request.at('state').text === 'merged' ? ('merged' as const) : undefined),
    // Somebody else merged into the base just then.
    passes: (request) => statusOf(request) === 'mergeable',
  });
  if (outcome !== 'merged') return outcome;
  await removeBranch(api, pullRequest.branch, head);
  return undefined;
}

/** The branch of what is merged, where nobody wanted GitLab to remove it. It stays where something was pushed to it since, or the token may not. */
async function removeBranch(api: GitLabApi, branch: string, head: string): Promise<void> {
  if ((await api.readBranch(branch)) !== head) return;
  await api.ask({
    method: 'DELETE',
    path: `/repository/branches/${encodeURIComponent(branch)}`,
    what: `remove branch '${branch}'`,
    // 400: its rules are against it. 404: it is gone. 405: it is protected.
    accept: [400, 403, 404, 405],
  });
}
