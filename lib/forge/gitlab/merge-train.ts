import type { PullRequest } from '../forge.ts';
import type { GitLabAnswer, GitLabApi } from './gitlab-api.ts';

/** States of one that has left: https://docs.gitlab.com/api/merge_trains. */
const GONE = new Set(['merged', 'skip_merged']);

/** 404: it is in none. 403: the project has none, or its tier. */
export async function isInMergeTrain(api: GitLabApi, { number }: PullRequest): Promise<boolean> {
  const { status, body } = await api.ask({
    method: 'GET',
    path: `/merge_trains/merge_requests/${number}`,
    what: `read whether merge request !${number} is in a merge train`,
    accept: [403, 404],
  });
  return status === 200 && !GONE.has(body.at('status').text);
}

/** Missing where the tier has none. */
export async function hasMergeTrains(api: GitLabApi): Promise<boolean> {
  const { body } = await api.ask({ method: 'GET', path: '', what: 'read the project' });
  return body.at('merge_trains_enabled').isTrue;
}

export interface JoinMergeTrain {
  readonly head: string;
  /** Whether something is left to wait for. Older ones refuse to wait where nothing is: https://gitlab.com/gitlab-org/gitlab/-/merge_requests/226033. */
  readonly waits: boolean;
}

/**
 * Puts one into the merge train of its base, now or as soon as its rules allow
 * (https://docs.gitlab.com/api/merge_trains/#add-a-merge-request-to-a-merge-train): 400 where it cannot join, 401 where the token may not
 * merge it, 409 where the head is another or it is armed already; 403 is a role that is too low, or a tier without merge trains. 201 and
 * 202 may also come to nothing, while GitLab is still looking. The answer is the whole train: the body is the merge request instead.
 */
export async function joinMergeTrain(
  api: GitLabApi,
  { number }: PullRequest,
  { head, waits }: JoinMergeTrain,
): Promise<GitLabAnswer> {
  const answer = await api.ask({
    method: 'POST',
    path: `/merge_trains/merge_requests/${number}`,
    // Before GitLab 17.11 it had the first name only.
    body: { sha: head, ...(waits ? { when_pipeline_succeeds: true, auto_merge: true } : {}) },
    what: `put merge request !${number} into its merge train`,
    accept: [400, 401, 409],
  });
  return answer.status < 300 ? { ...answer, body: await api.readMergeRequest(number) } : answer;
}
