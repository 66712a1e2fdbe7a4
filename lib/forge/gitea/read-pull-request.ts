import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';

/** One as Gitea and Forgejo describe it. */
export function readPullRequest(pull: AnswerReader): PullRequest {
  return {
    number: pull.at('number').number,
    url: pull.at('html_url').text,
    state: pull.at('merged').isTrue ? 'merged' : pull.at('state').text === 'open' ? 'open' : 'closed',
    // `head.ref` is `refs/pull/7/head` once its branch is gone.
    branch: pull.at('head', 'label').text,
    base: pull.at('base', 'ref').text,
    head: pull.at('head', 'sha').text,
    title: pull.at('title').text,
    text: pull.at('body').optionalText ?? '',
  };
}

/** Whether its branch is one of the repository itself. */
export function isOfRepository(pull: AnswerReader): boolean {
  return pull.at('head', 'repo_id').number === pull.at('base', 'repo_id').number;
}
