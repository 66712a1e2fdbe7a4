import type { Forge } from '../forge.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { AutoMerge } from './auto-merge.ts';
import { readCommitStatuses } from './commit-statuses.ts';
import { GiteaApi } from './gitea-api.ts';
import { mergePullRequest } from './merge.ts';
import { PullRequests } from './pull-requests.ts';
import { Reviews } from './reviews.ts';

/**
 * Gitea from 1.21 on, or Forgejo. A token with the scope `write:repository` alone opens, edits, closes and merges; only dismissing
 * approvals takes an administrator of the repository.
 *
 * @throws a UserError where `project` is not `owner/name`, or `api` no address
 */
export function openGitea(options: ForgeOptions): Forge {
  const api = new GiteaApi(options);
  const pullRequests = new PullRequests(api);
  const reviews = new Reviews(api);
  const autoMerge = new AutoMerge(api, reviews);
  return {
    host: 'gitea',
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
    // Neither has merge queues.
    isQueued: () => Promise.resolve(false),
    commitStatuses: (commit) => readCommitStatuses(api, commit),
  };
}
