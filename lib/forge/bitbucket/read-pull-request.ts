import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';

/** One as Bitbucket describes it. Its head is the beginning of a commit, 12 characters: see {@link FullCommits}. */
export function readPullRequest(pull: AnswerReader): PullRequest {
  return {
    number: pull.at('id').number,
    url: pull.at('links', 'html', 'href').text,
    state: readState(pull),
    branch: pull.at('source', 'branch', 'name').text,
    base: pull.at('destination', 'branch', 'name').text,
    head: pull.at('source', 'commit', 'hash').optionalText ?? '',
    title: pull.at('title').text,
    text: pull.at('description').optionalText ?? '',
  };
}

/** `SUPERSEDED` is declined too: by another of the same branch. */
export function readState(pull: AnswerReader): PullRequest['state'] {
  const state = pull.at('state').text;
  if (state === 'MERGED') return 'merged';
  return state === 'DECLINED' || state === 'SUPERSEDED' ? 'closed' : 'open';
}

/** Whether its branch is one of the repository itself; a fork that was removed is null. */
export function isOfRepository(pull: AnswerReader): boolean {
  const source = pull.at('source', 'repository', 'full_name').optionalText;
  return source !== undefined && source === pull.at('destination', 'repository', 'full_name').text;
}
