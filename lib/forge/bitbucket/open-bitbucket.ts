import type { Forge } from '../forge.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { dismissApprovals, isApproved } from './approvals.ts';
import { BitbucketApi } from './bitbucket-api.ts';
import { readCommitStatuses } from './commit-statuses.ts';
import { mergePullRequest } from './merge.ts';
import { PullRequests } from './pull-requests.ts';

/** Its pages can, for branches that allow it (`allow_auto_merge_when_builds_pass`); nothing of the API asks for it. */
const NO_AUTO_MERGE =
  'the API of Bitbucket has no auto-merge: merge it on its page, or run this again when its checks are green';

/** Whether checks have reported, and all of them success: which are required, only administrators see. */
async function isGreen(api: BitbucketApi, head: string): Promise<boolean> {
  const statuses = await readCommitStatuses(api, head);
  return statuses.length > 0 && statuses.every(({ state }) => state === 'success');
}

/**
 * Bitbucket Cloud, by an access token with the scopes `repository:write` and `pullrequest:write`, or an API token of an account as
 * `email:token`.
 *
 * @throws a UserError where `project` is not `workspace/repository`, or `api` that of a Data Center or no address
 */
export function openBitbucket(options: ForgeOptions): Forge {
  const api = new BitbucketApi(options);
  const pullRequests = new PullRequests(api);
  return {
    host: 'bitbucket',
    pullRequestsOf: (branch, base) => pullRequests.ofBranch(branch, base),
    openPullRequests: (prefix, base) => pullRequests.open(prefix, base),
    open: (request) => pullRequests.create(request),
    edit: (pullRequest, change) => pullRequests.edit(pullRequest, change),
    close: (pullRequest) => pullRequests.close(pullRequest),
    isApproved: (pullRequest) => isApproved(api, pullRequest),
    dismissApprovals: (pullRequest) => dismissApprovals(api, pullRequest),
    armAutoMerge: async (_, head) => ((await isGreen(api, head)) ? 'ready' : { why: NO_AUTO_MERGE }),
    isAutoMergeArmed: () => Promise.resolve(false),
    disarmAutoMerge: () => Promise.resolve(true),
    merge: (pullRequest, head) => mergePullRequest(api, pullRequest, head),
    isQueued: async ({ number }) => (await api.readPull(number)).at('queued').isTrue,
    commitStatuses: (commit) => readCommitStatuses(api, commit),
  };
}
