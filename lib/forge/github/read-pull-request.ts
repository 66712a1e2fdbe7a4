import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';

/** One as GitHub's REST API describes it. */
export function readPullRequest(pull: AnswerReader): PullRequest {
  const isMerged = pull.at('merged').isTrue || pull.at('merged_at').isThere;
  return {
    number: pull.at('number').number,
    url: pull.at('html_url').text,
    state: isMerged ? 'merged' : pull.at('state').text === 'open' ? 'open' : 'closed',
    branch: pull.at('head', 'ref').text,
    base: pull.at('base', 'ref').text,
    head: pull.at('head', 'sha').text,
    title: pull.at('title').text,
    text: pull.at('body').optionalText ?? '',
  };
}

/** Whether its branch is one of the repository itself. A fork that was deleted is null. */
export function isOfRepository(pull: AnswerReader): boolean {
  const { optionalText: fork } = pull.at('head', 'repo', 'full_name');
  return fork !== undefined && fork === pull.at('base', 'repo', 'full_name').text;
}
