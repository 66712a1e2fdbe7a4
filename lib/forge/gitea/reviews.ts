import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import type { GiteaApi } from './gitea-api.ts';
import { waitUntil } from '../wait-until.ts';

/** Approvals. */
export class Reviews {
  readonly #api: GiteaApi;

  constructor(api: GiteaApi) {
    this.#api = api;
  }

  /**
   * Gitea counts an approval of an earlier head too, unless the branch's protection has `dismiss_stale_approvals`: then it falls a moment
   * after the push, which is waited for; or `ignore_stale_approvals`, which only an administrator of the repository can see, so that it
   * is taken for one that counts.
   */
  async isApproved({ number }: PullRequest): Promise<boolean> {
    const ask = async (): Promise<boolean | undefined> => {
      const approvals = await this.official(number);
      if (approvals.length === 0) return false;
      const head = (await this.#api.readPull(number)).at('head', 'sha').text;
      return approvals.some((review) => review.at('commit_id').text === head) ? true : undefined;
    };
    return (await waitUntil(this.#api.clock, ask, 6)) ?? true;
  }

  /** Only administrators of the repository may: https://docs.gitea.com/usage/access-control/permissions. */
  async dismiss({ number }: PullRequest, reason: string): Promise<boolean> {
    for (const review of await this.#approvals(number)) {
      // oxlint-disable-next-line no-await-in-loop -- the first refusal holds for all
      const { status } = await this.#api.ask({
        method: 'POST',
        path: `/pulls/${number}/reviews/${review.at('id').number}/dismissals`,
        body: { message: reason, priors: false },
        what: `dismiss an approval of pull request ${number}`,
        accept: [403],
      });
      if (status === 403) return false;
    }
    return true;
  }

  /** Those that count: of people who may write, or are on the list of the branch's protection. */
  async official(number: number): Promise<readonly AnswerReader[]> {
    return (await this.#approvals(number)).filter((review) => review.at('official').isTrue);
  }

  async #approvals(number: number): Promise<readonly AnswerReader[]> {
    const reviews = await this.#api.list({
      path: `/pulls/${number}/reviews`,
      what: `read the reviews of pull request ${number}`,
    });
    return reviews.filter((review) => review.at('state').tryText === 'APPROVED' && !review.at('dismissed').isTrue);
  }
}
