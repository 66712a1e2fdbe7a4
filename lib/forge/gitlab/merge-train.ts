import type { PullRequest } from '../forge.ts';
import type { GitLabApi } from './gitlab-api.ts';

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
