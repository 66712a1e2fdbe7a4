import type { FakeGitLabRepository, FakeMergeRequest } from './repository.ts';

const ACTIVE = new Set(['created', 'pending', 'running', 'waiting_for_resource', 'preparing']);

/** `detailed_merge_status`: https://docs.gitlab.com/api/merge_requests/#merge-status. */
export function mergeStatusOf(repository: FakeGitLabRepository, request: FakeMergeRequest): string {
  const { settings } = repository;
  if (request.state !== 'opened') return 'not_open';
  if (request.pending !== undefined && settings.resetsApprovals) return 'approvals_syncing';
  if (request.checking > 0) return settings.isLazy ? 'unchecked' : 'checking';
  if (isDraft(request)) return 'draft_status';
  if (settings.objection !== undefined) return settings.objection;
  if (!settings.needsPipeline) return 'mergeable';
  if (hasActivePipeline(repository, request)) return 'ci_still_running';
  return repository.pipelines.get(request.head ?? '') === 'success' ? 'mergeable' : 'ci_must_pass';
}

export function hasActivePipeline({ pipelines }: FakeGitLabRepository, { head }: FakeMergeRequest): boolean {
  return ACTIVE.has(pipelines.get(head ?? '') ?? '');
}

/** Whether a pipeline of its head is there, and nothing of it goes on. */
export function hasPipelineAtRest(repository: FakeGitLabRepository, request: FakeMergeRequest): boolean {
  return repository.pipelines.has(request.head ?? '') && !hasActivePipeline(repository, request);
}

export function isDraft({ title }: FakeMergeRequest): boolean {
  return /^(?:draft:|\[draft\]|\(draft\))/i.test(title);
}
