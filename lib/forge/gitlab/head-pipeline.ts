import type { AnswerReader } from '../../http/answer-reader.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { statusOf } from './merge-state.ts';

/** What a pipeline ends with, or waits for people with: https://docs.gitlab.com/api/pipelines/#list-all-project-pipelines. */
const AT_REST = new Set(['success', 'skipped', 'failed', 'canceled', 'manual']);

/** @returns undefined where there is none */
export function pipelineOf(request: AnswerReader): string | undefined {
  return request.at('head_pipeline', 'status').tryText;
}

/** Whether a pipeline is there, and nothing of it goes on. */
export function isPipelineAtRest(request: AnswerReader): boolean {
  return AT_REST.has(pipelineOf(request) ?? '');
}

/**
 * Whether its pipeline may only be on its way: a push makes one a moment later. Until then `head_pipeline` is that of an earlier head
 * (https://github.com/renovatebot/renovate/discussions/45368), and older ones of GitLab do not tell one that is being made from none at all.
 */
export async function isMakingPipeline(api: GitLabApi, request: AnswerReader, head: string): Promise<boolean> {
  const status = statusOf(request);
  if (status !== 'ci_must_pass') return status === 'ci_still_running';
  const commit = request.at('head_pipeline', 'sha').tryText;
  if (commit === undefined) return true;
  return commit !== head && !(await readParents(api, commit)).includes(head);
}

/** A merged results pipeline runs on a merge of its own: https://docs.gitlab.com/ci/pipelines/merged_results_pipelines. */
async function readParents(api: GitLabApi, commit: string): Promise<readonly (string | undefined)[]> {
  const { status, body } = await api.ask({
    method: 'GET',
    path: `/repository/commits/${encodeURIComponent(commit)}`,
    what: `read commit ${commit}`,
    accept: [404],
  });
  return status === 404 ? [] : body.at('parent_ids').list.map((parent) => parent.tryText);
}
