import type { PullRequest } from '../forge.ts';
import type { GitLabAnswer, GitLabApi } from './gitlab-api.ts';

/**
 * Has one merged, now or as soon as its rules allow (https://docs.gitlab.com/api/merge_requests/#merge-a-merge-request): 401 where the token
 * may not, 405 where it cannot be merged, also while GitLab is still looking, 406 the same of an older one, 409 where the head is another,
 * 422 where merging failed.
 *
 * It passes by the merge trains of a project: before GitLab 19.1 also with `isAuto`, where the pipeline has succeeded
 * (https://gitlab.com/gitlab-org/gitlab/-/issues/593465).
 */
export async function sendMerge(
  api: GitLabApi,
  { number }: PullRequest,
  { head, isAuto }: { readonly head: string; readonly isAuto: boolean },
): Promise<GitLabAnswer> {
  return api.ask({
    method: 'PUT',
    path: `/merge_requests/${number}/merge`,
    body: {
      sha: head,
      should_remove_source_branch: true,
      // Before GitLab 17.11 it had the first name only.
      ...(isAuto ? { merge_when_pipeline_succeeds: true, auto_merge: true } : {}),
    },
    what: `merge merge request !${number}`,
    accept: [401, 405, 406, 409, 422],
  });
}
