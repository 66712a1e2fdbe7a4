import type { AnswerReader } from '../../http/answer-reader.ts';

/** GitLab has not found out yet; `unchecked` may stay for long where nobody asks for a merge. */
const UNDECIDED = new Set(['checking', 'unchecked', 'preparing', 'approvals_syncing']);

/** What holds a merge request up, by https://docs.gitlab.com/api/merge_requests/#merge-status, of GitLab 15.6 and later. */
const REASONS: Readonly<Record<string, string>> = {
  blocked_status: 'another merge request must be merged first',
  broken_status: 'it has conflicts with its base',
  ci_must_pass: 'its pipeline must succeed',
  ci_still_running: 'its pipeline still runs',
  commits_status: 'its branch is gone, or has no commits',
  conflict: 'it has conflicts with its base',
  discussions_not_resolved: 'a discussion is not resolved',
  draft_status: 'it is a draft',
  external_status_checks: 'an external check must succeed',
  jira_association_missing: 'it names no Jira issue',
  locked_lfs_files: 'a file is locked',
  locked_paths: 'a file is locked',
  merge_request_blocked: 'another merge request must be merged first',
  merge_time: 'it must not be merged yet',
  need_rebase: 'its branch must be rebased first',
  not_approved: 'an approval is missing',
  not_open: 'it is closed',
  policies_denied: 'a security policy is against it',
  requested_changes: 'a reviewer wants changes',
  security_policy_pipeline_check: 'a security policy waits for its pipeline',
  security_policy_violations: 'a security policy is against it',
  status_checks_must_pass: 'an external check must succeed',
  title_regex: 'its title breaks the rule of the project',
};

/** @returns before GitLab 15.6, which has no `detailed_merge_status`, what `merge_status` says of conflicts alone */
export function statusOf(request: AnswerReader): string {
  const detailed = request.at('detailed_merge_status').tryText;
  if (detailed !== undefined) return detailed;
  const status = request.at('merge_status').tryText ?? 'unchecked';
  if (status === 'can_be_merged') return 'mergeable';
  if (status === 'cannot_be_merged') return 'conflict';
  return status.startsWith('cannot_be_merged') ? 'checking' : status;
}

export function isUndecided(request: AnswerReader): boolean {
  return UNDECIDED.has(statusOf(request));
}

/** Whether nothing is left to wait for: the rules are met, and there is no pipeline, or it has succeeded. */
export function isReady(request: AnswerReader): boolean {
  const pipeline = request.at('head_pipeline');
  const status = pipeline.at('status').tryText;
  return statusOf(request) === 'mergeable' && (!pipeline.isThere || status === 'success' || status === 'skipped');
}

/** @param words what GitLab answered: `Method Not Allowed`, where there is more to say */
export function reasonOf(request: AnswerReader, words: string): string {
  const status = statusOf(request);
  if (status === 'ci_must_pass' && !request.at('head_pipeline').isThere)
    return 'it has no pipeline, and one must succeed';
  const known = REASONS[status] ?? (isUndecided(request) ? `it is still looked at (${status})` : undefined);
  if (known !== undefined) return known;
  // That of an earlier attempt stays there until the next one that gets as far.
  const mergeError = request.at('merge_error').tryText ?? '';
  return mergeError === '' ? `${words} (${status})` : mergeError;
}
