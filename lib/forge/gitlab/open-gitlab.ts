import type { Forge } from '../forge.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { Approvals } from './approvals.ts';
import { AutoMerge } from './auto-merge.ts';
import { readCommitStatuses } from './commit-statuses.ts';
import { GitLabApi } from './gitlab-api.ts';
import { mergeMergeRequest } from './merge.ts';
import { MergeRequests } from './merge-requests.ts';
import { isInMergeTrain } from './merge-train.ts';

/**
 * GitLab, at any tier, by its REST API v4 (`api` ends with `/api/v4`). The token is a personal, project or group access token with the
 * scope `api` and the role Developer; that of a CI job cannot open merge requests. Only project and group access tokens take approvals
 * back, with Premium.
 *
 * @throws a UserError where `project` is not `group/name`, or `api` no address
 */
export function openGitLab(options: ForgeOptions): Forge {
  const api = new GitLabApi(options);
  const mergeRequests = new MergeRequests(api);
  const approvals = new Approvals(api);
  const autoMerge = new AutoMerge(api);
  return {
    host: 'gitlab',
    pullRequestsOf: (branch, base) => mergeRequests.ofBranch(branch, base),
    openPullRequests: (prefix, base) => mergeRequests.open(prefix, base),
    open: (request) => mergeRequests.create(request),
    edit: (pullRequest, change) => mergeRequests.edit(pullRequest, change),
    close: (pullRequest) => mergeRequests.close(pullRequest),
    isApproved: (pullRequest) => approvals.isApproved(pullRequest),
    dismissApprovals: (pullRequest, reason) => approvals.dismiss(pullRequest, reason),
    armAutoMerge: (pullRequest, head) => autoMerge.arm(pullRequest, head),
    isAutoMergeArmed: (pullRequest) => autoMerge.isArmed(pullRequest),
    disarmAutoMerge: (pullRequest) => autoMerge.disarm(pullRequest),
    merge: (pullRequest, head) => mergeMergeRequest(api, pullRequest, head),
    isQueued: (pullRequest) => isInMergeTrain(api, pullRequest),
    commitStatuses: (commit) => readCommitStatuses(api, commit),
  };
}
