import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import type { BitbucketApi } from './bitbucket-api.ts';

/**
 * Whether somebody but its author approves it. An approval stays when the branch moves, and counts, unless the branch has the
 * restriction `reset_pullrequest_approvals_on_change`: then the host takes it back by itself.
 */
export async function isApproved(api: BitbucketApi, { number }: PullRequest): Promise<boolean> {
  const pull = await api.readPull(number);
  const author = pull.at('author', 'uuid').optionalText;
  return participantsOf(pull).some(
    (one) => one.at('approved').isTrue && (author === undefined || one.at('user', 'uuid').optionalText !== author),
  );
}

/** Nobody can take back the approval of somebody else: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests, `DELETE …/approve`. */
export async function dismissApprovals(api: BitbucketApi, pullRequest: PullRequest): Promise<boolean> {
  return !(await isApproved(api, pullRequest));
}

function participantsOf(pull: AnswerReader): readonly AnswerReader[] {
  const participants = pull.at('participants');
  return participants.isThere ? participants.list : [];
}
