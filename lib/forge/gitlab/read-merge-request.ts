import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import { withoutDraft } from './draft-title.ts';
import { unguardText } from './guarded-text.ts';

/** One as GitLab describes it: https://docs.gitlab.com/api/merge_requests. */
export function readMergeRequest(request: AnswerReader): PullRequest {
  const state = request.at('state').text;
  return {
    number: request.at('iid').number,
    url: request.at('web_url').text,
    // `locked` is one that is being merged just now.
    state: state === 'merged' || state === 'closed' ? state : 'open',
    branch: request.at('source_branch').text,
    base: request.at('target_branch').text,
    head: headOf(request),
    title: withoutDraft(request),
    text: unguardText(request.at('description').optionalText ?? ''),
  };
}

/** Null once its branch is gone before there was a diff. */
export function headOf(request: AnswerReader): string {
  return request.at('sha').optionalText ?? '';
}

/** Whether its branch is one of the project itself. The source of a fork that was deleted is null. */
export function isOfProject(request: AnswerReader): boolean {
  const source = request.at('source_project_id');
  return source.isThere && source.number === request.at('project_id').number;
}
