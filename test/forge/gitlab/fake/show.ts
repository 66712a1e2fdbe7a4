import { isDraft, mergeStatusOf } from './merge-status.ts';
import { OWN_ID, type FakeGitLabRepository, type FakeMergeRequest, type FakeStatus } from './repository.ts';

const PAGE = 'https://gitlab.com';

/**
 * A merge request as the API describes it.
 *
 * @param isWhole with what lists leave out
 */
export function showRequest(repository: FakeGitLabRepository, request: FakeMergeRequest, isWhole: boolean): object {
  const { number, title, description, state, branch, base, from, head } = request;
  const status = mergeStatusOf(repository, request);
  const pipeline = repository.pipelineOf(request);
  return {
    // Not the number that people and addresses know.
    id: 9000 + number,
    iid: number,
    project_id: OWN_ID,
    source_project_id: from,
    target_project_id: OWN_ID,
    title,
    description,
    state,
    draft: isDraft(request),
    source_branch: branch,
    target_branch: base,
    sha: head,
    web_url: `${PAGE}/${repository.project}/-/merge_requests/${number}`,
    merge_when_pipeline_succeeds: request.isArmed,
    merge_status: oldStatusOf(status),
    ...(repository.settings.isOld ? {} : { detailed_merge_status: status }),
    ...(isWhole
      ? {
          merge_error: request.mergeError,
          head_pipeline: pipeline === undefined ? null : { id: 5, ...pipeline },
        }
      : {}),
  };
}

/** https://docs.gitlab.com/api/merge_request_approvals/#retrieve-approval-state-for-a-merge-request */
export function showApprovals({ approvedBy }: FakeMergeRequest): object {
  return { approved: true, approved_by: [...approvedBy].map((username) => ({ user: { username } })) };
}

export function showStatus({ id, name, status, allow_failure }: FakeStatus): object {
  return { id, name, status, allow_failure, ref: 'main' };
}

/** What it knows of conflicts alone. */
function oldStatusOf(status: string): string {
  if (status === 'unchecked') return status;
  if (status === 'checking') return 'cannot_be_merged_rechecking';
  return status === 'conflict' ? 'cannot_be_merged' : 'can_be_merged';
}
