import type { AnswerReader } from '../../http/answer-reader.ts';
import type { CommitStatus } from '../forge.ts';
import type { GitLabApi } from './gitlab-api.ts';

const SUCCESSFUL = new Set(['success', 'skipped']);
const FAILED = new Set(['failed', 'canceled']);

/**
 * The newest status of each name; jobs of pipelines are among them
 * (https://docs.gitlab.com/api/commits/#list-commit-statuses). It gives the latest of each pipeline and branch: of those the newest counts.
 */
export async function readCommitStatuses(api: GitLabApi, commit: string): Promise<readonly CommitStatus[]> {
  const statuses = await api.list({
    path: `/repository/commits/${encodeURIComponent(commit)}/statuses`,
    what: `read the statuses of commit ${commit}`,
  });
  const oldestFirst = statuses.toSorted((a, b) => a.at('id').number - b.at('id').number);
  const states = new Map(oldestFirst.map((status) => [status.at('name').text, stateOf(status)]));
  return [...states].map(([context, state]) => ({ context, state }));
}

/** What may fail, or waits for somebody to start it, is nothing that a pipeline waits for: https://docs.gitlab.com/ci/yaml/#allow_failure. */
function stateOf(status: AnswerReader): CommitStatus['state'] {
  const state = status.at('status').text;
  const isOptional = status.at('allow_failure').isTrue && (FAILED.has(state) || state === 'manual');
  if (SUCCESSFUL.has(state) || isOptional) return 'success';
  return FAILED.has(state) ? 'failure' : 'pending';
}
