import type { AnswerReader } from '../../http/answer-reader.ts';
import { HttpError } from '../../http/http-error.ts';
import type { PullRequest } from '../forge.ts';
import type { GitHubApi } from './github-api.ts';

/** What a review says in the end; a comment says nothing. */
const VERDICTS = new Set(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);

/** Approvals: https://docs.github.com/rest/pulls/reviews. GitBucket has none. */
export class Reviews {
  readonly #api: GitHubApi;

  constructor(api: GitHubApi) {
    this.#api = api;
  }

  /** Whether the latest verdict of somebody is an approval of the present head. */
  async isApproved({ number }: PullRequest): Promise<boolean> {
    const head = (await this.#api.readPull(number)).at('head', 'sha').text;
    const approvals = await this.#approvals(number);
    return approvals.some((review) => review.at('commit_id').optionalText === head);
  }

  async dismiss({ number }: PullRequest, reason: string): Promise<boolean> {
    const approvals = await this.#approvals(number);
    const statuses = await Promise.all(
      approvals.map(async (review) => {
        const { status, words } = await this.#api.ask({
          method: 'PUT',
          path: `/pulls/${number}/reviews/${review.at('id').number}/dismissals`,
          body: { message: reason },
          what: `dismiss an approval of pull request ${number}`,
          accept: [403, 404, 422],
        });
        return status === 200 || /dismiss a dismissed/i.test(words);
      }),
    );
    return statuses.every(Boolean);
  }

  /** The latest verdicts that are approvals, of any commit. */
  async #approvals(number: number): Promise<readonly AnswerReader[]> {
    const reviews = await this.#reviews(number);
    // They come the oldest first.
    const latest = new Map(
      reviews
        .filter((review) => VERDICTS.has(review.at('state').text))
        .map((review) => [review.at('user', 'login').optionalText, review] as const),
    );
    return [...latest.values()].filter((review) => review.at('state').text === 'APPROVED');
  }

  async #reviews(number: number): Promise<readonly AnswerReader[]> {
    try {
      return await this.#api.list({
        path: `/pulls/${number}/reviews`,
        what: `list the reviews of pull request ${number}`,
      });
    } catch (error) {
      if (!(error instanceof HttpError && error.status === 404)) throw error;
      // Where the pull request can be read, it is the reviews that do not exist: GitBucket.
      await this.#api.readPull(number);
      return [];
    }
  }
}
