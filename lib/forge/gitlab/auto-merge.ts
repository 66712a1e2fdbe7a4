import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import { askToMerge } from './ask-to-merge.ts';
import type { GitLabAnswer, GitLabApi } from './gitlab-api.ts';
import { isMakingPipeline, isPipelineAtRest, pipelineOf } from './head-pipeline.ts';
import { isReady, statusOf } from './merge-state.ts';
import { hasMergeTrains, isInMergeTrain, joinMergeTrain } from './merge-train.ts';
import { headOf } from './read-merge-request.ts';
import { sendMerge } from './send-merge.ts';

/**
 * How often is asked, over 45 seconds, as a pipeline is made by two jobs of the urgency `high`, of a merge request and of its pipeline, and
 * each may wait for 10 seconds and take 10 (https://docs.gitlab.com/development/sidekiq/worker_attributes/#job-urgency).
 */
const QUESTIONS = 16;

/** Merging as soon as the rules of the project allow: https://docs.gitlab.com/user/project/merge_requests/auto_merge. */
export class AutoMerge {
  readonly #api: GitLabApi;

  constructor(api: GitLabApi) {
    this.#api = api;
  }

  /**
   * A push disarms it. GitLab merges at once what has nothing to wait for: that is `ready`, and merging it finds it merged. With merge
   * trains (Premium), it joins one instead, at once or as soon as the rules allow, and is `ready` only once it is merged; what has no
   * pipeline cannot join.
   *
   * Where a project does not want pipelines to succeed, one that has not begun yet is nothing to wait for.
   */
  async arm(pullRequest: PullRequest, head: string): Promise<'armed' | 'ready' | { readonly why: string }> {
    const hasTrains = await hasMergeTrains(this.#api);
    return askToMerge(this.#api, pullRequest, {
      head,
      questions: QUESTIONS,
      decide: (request) => decide(request, head, hasTrains),
      send: async (request) => {
        const answer = hasTrains
          ? await joinMergeTrain(this.#api, pullRequest, { head, waits: !canJoin(request) })
          : await sendMerge(this.#api, pullRequest, { head, isAuto: true });
        return { ...answer, words: describe(answer, request) };
      },
      // A train says no to what it can take but for the pipeline of its head, which is to come.
      passes: async (request) =>
        (hasTrains && statusOf(request) === 'mergeable') || isMakingPipeline(this.#api, request, head),
    });
  }

  /** One in a merge train is armed as well. */
  async isArmed({ number }: PullRequest): Promise<boolean> {
    return isArmed(await this.#api.readMergeRequest(number));
  }

  /**
   * https://docs.gitlab.com/api/merge_requests/#cancel-merge-when-pipeline-succeeds, which also takes it out of its merge train. 401: the
   * token may not. 405 and 406: it is not armed, which GitLab also answers with 201 and the other status in its text: what counts is what
   * it is afterwards. What is being merged cannot be stopped.
   */
  async disarm(pullRequest: PullRequest): Promise<boolean> {
    const { number } = pullRequest;
    const request = await this.#api.readMergeRequest(number);
    if (request.at('state').text === 'locked') return false;
    if (!isArmed(request)) return true;
    await this.#api.ask({
      method: 'POST',
      path: `/merge_requests/${number}/cancel_merge_when_pipeline_succeeds`,
      what: `disarm auto-merge of merge request !${number}`,
      accept: [401, 405, 406],
    });
    return !(await this.isArmed(pullRequest)) && !(await isInMergeTrain(this.#api, pullRequest));
  }
}

function decide(request: AnswerReader, head: string, hasTrains: boolean): 'armed' | 'ready' | undefined {
  const state = request.at('state').text;
  if (state === 'merged') return 'ready';
  if (headOf(request) !== head) return undefined;
  if (isArmed(request)) return 'armed';
  return state === 'opened' && isReady(request) && !hasTrains ? 'ready' : undefined;
}

/** It stays true of one that was merged or closed so. `locked` is one that is being merged. */
function isArmed(request: AnswerReader): boolean {
  const state = request.at('state').text;
  return (state === 'opened' || state === 'locked') && request.at('merge_when_pipeline_succeeds').isTrue;
}

/** The train runs the pipeline again: one that has failed and need not succeed is no reason against it. */
function canJoin(request: AnswerReader): boolean {
  return statusOf(request) === 'mergeable' && isPipelineAtRest(request);
}

/** GitLab does not say that it is for its pipeline. */
function describe({ words }: GitLabAnswer, request: AnswerReader): string {
  const pipeline = pipelineOf(request);
  return `${words}, ${pipeline === undefined ? 'without a pipeline' : `with a pipeline that is: ${pipeline}`}`;
}
