import type { Forge } from '../forge.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { AutoMerge } from './auto-merge.ts';
import { readCommitStatuses } from './commit-statuses.ts';
import { GitHubApi } from './github-api.ts';
import { mergePullRequest } from './merge.ts';
import { PullRequests } from './pull-requests.ts';
import { Reviews } from './reviews.ts';

/**
 * GitHub, an Enterprise Server (`api` ends with `/api/v3`), or GitBucket, which speaks a part of the same API: it has no reviews, no checks
 * and no GraphQL, and so neither approvals nor auto-merge.
 *
 * @throws a UserError where `project` is not `owner/name`, or `api` no address
 */
export function openGitHub(options: ForgeOptions): Forge {
  const api = new GitHubApi(options);
  const pullRequests = new PullRequests(api);
  const reviews = new Reviews(api);
  const autoMerge = new AutoMerge(api);
  return {
    host: 'github',
    pullRequestsOf: (branch, base) => pullRequests.ofBranch(branch, base),
    openPullRequests: (prefix, base) => pullRequests.open(prefix, base),
    open: (request) => pullRequests.create(request),
    edit: (pullRequest, change) => pullRequests.edit(pullRequest, change),
    close: (pullRequest) => pullRequests.close(pullRequest),
    isApproved: (pullRequest) => reviews.isApproved(pullRequest),
    dismissApprovals: (pullRequest, reason) => reviews.dismiss(pullRequest, reason),
    armAutoMerge: (pullRequest, head) => autoMerge.arm(pullRequest, head),
    isAutoMergeArmed: (pullRequest) => autoMerge.isArmed(pullRequest),
    disarmAutoMerge: (pullRequest) => autoMerge.disarm(pullRequest),
    merge: (pullRequest, head) => mergePullRequest(api, pullRequest, head),
    isQueued: (pullRequest) => autoMerge.isQueued(pullRequest),
    commitStatuses: (commit) => readCommitStatuses(api, commit),
  };
}
