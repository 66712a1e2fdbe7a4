import type { PullRequest } from '../forge.ts';
import { askToMerge } from './ask-to-merge.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { statusOf } from './merge-state.ts';
import { hasMergeTrains } from './merge-train.ts';
import { sendMerge } from './send-merge.ts';

/**
 * Merges one now, and removes its branch. With merge trains it is left alone: a merge past a train makes all that is in it begin again
 * (https://docs.gitlab.com/ci/pipelines/merge_trains/#skip-the-merge-train-and-merge-immediately), and GitLab refuses it where trains are
 * enforced. Arming auto-merge is how to join one.
 *
 * @returns undefined where it is merged, else why not
 */
export async function mergeMergeRequest(
  api: GitLabApi,
  pullRequest: PullRequest,
  head: string,
): Promise<{ readonly why: string } | undefined> {
  const hasTrains = await hasMergeTrains(api);
  const outcome = await askToMerge(api, pullRequest, {
    head,
    decide: (request) => (request.at('state').text === 'merged' ? ('merged' as const) : undefined),
    send: async () =>
      hasTrains
        ? { why: 'its project merges by merge trains, and this would pass by them' }
        : sendMerge(api, pullRequest, { head, isAuto: false }),
    // Somebody else merged into the base just then.
    passes: (request) => Promise.resolve(statusOf(request) === 'mergeable'),
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
