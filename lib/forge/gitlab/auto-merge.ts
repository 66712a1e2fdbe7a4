import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import { askToMerge } from './ask-to-merge.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { isMakingPipeline, isReady } from './merge-state.ts';
import { hasMergeTrains } from './merge-train.ts';
import { headOf } from './read-merge-request.ts';

/** Merging as soon as the rules of the project allow: https://docs.gitlab.com/user/project/merge_requests/auto_merge. */
export class AutoMerge {
  readonly #api: GitLabApi;

  constructor(api: GitLabApi) {
    this.#api = api;
  }

  /**
   * A push disarms it. GitLab merges at once what has nothing to wait for: that is `ready`, and merging it finds it merged. With merge
   * trains, arming is how to join one, also where nothing else is left to wait for.
   *
   * Where a project does not want pipelines to succeed, one that has not begun yet is nothing to wait for.
   */
  async arm(pullRequest: PullRequest, head: string): Promise<'armed' | 'ready' | { readonly why: string }> {
    return askToMerge(this.#api, pullRequest, {
      head,
      isAuto: true,
      decide: (request) => this.#decide(request, head),
      passes: isMakingPipeline,
    });
  }

  async isArmed({ number }: PullRequest): Promise<boolean> {
    return isArmed(await this.#api.readMergeRequest(number));
  }

  /**
   * https://docs.gitlab.com/api/merge_requests/#cancel-merge-when-pipeline-succeeds. 401: the token may not. 405 and 406: it is not armed,
   * which GitLab also answers with 201 and the other status in its text: what counts is what it is afterwards.
   */
  async disarm(pullRequest: PullRequest): Promise<boolean> {
    if (!(await this.isArmed(pullRequest))) return true;
    const { number } = pullRequest;
    await this.#api.ask({
      method: 'POST',
      path: `/merge_requests/${number}/cancel_merge_when_pipeline_succeeds`,
      what: `disarm auto-merge of merge request !${number}`,
      accept: [401, 405, 406],
    });
    return !(await this.isArmed(pullRequest));
  }

  async #decide(request: AnswerReader, head: string): Promise<'armed' | 'ready' | undefined> {
    if (request.at('state').text === 'merged') return 'ready';
    if (headOf(request) !== head) return undefined;
    if (isArmed(request)) return 'armed';
    return isReady(request) && request.at('state').text === 'opened' && !(await hasMergeTrains(this.#api))
      ? 'ready'
      : undefined;
  }
}

/** It stays true of one that was merged so. */
function isArmed(request: AnswerReader): boolean {
  return request.at('state').text === 'opened' && request.at('merge_when_pipeline_succeeds').isTrue;
}
