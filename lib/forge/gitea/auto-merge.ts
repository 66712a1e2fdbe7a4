import type { PullRequest } from '../forge.ts';
import type { GiteaApi } from './gitea-api.ts';
import { askToMerge } from './merge.ts';
import { readMergeStyle } from './merge-style.ts';
import { meetsRules } from './meets-rules.ts';
import type { Reviews } from './reviews.ts';

/** Words of the timeline of a pull request for what was scheduled, and for what takes it back. */
const SCHEDULED = 'pull_scheduled_merge';
const CANCELLED = 'pull_cancel_scheduled_merge';

/** Merging as soon as the rules of the branch allow. */
export class AutoMerge {
  readonly #api: GiteaApi;
  readonly #reviews: Reviews;

  constructor(api: GiteaApi, reviews: Reviews) {
    this.#api = api;
    this.#reviews = reviews;
  }

  /**
   * Gitea binds it to no head: the head is looked at before and after. Since 1.24.3 (https://github.com/go-gitea/gitea/pull/34988) it
   * merges at once what meets its rules already; before that, and in Forgejo, it waits for the next status or approval, which may never
   * come: that is `ready`, and merging it is right on both, as whoever comes second finds it merged.
   */
  async arm(pullRequest: PullRequest, head: string): Promise<'armed' | 'ready' | { readonly why: string }> {
    const { number } = pullRequest;
    const style = await readMergeStyle(this.#api);
    const answer = await askToMerge(this.#api, number, head, {
      Do: style,
      head_commit_id: head,
      delete_branch_after_merge: true,
      merge_when_checks_succeed: true,
    });
    // 200: merged, where an old one saw nothing to wait for.
    if (answer === 'merged' || ('status' in answer && answer.status === 200)) return 'ready';
    // It was armed by an earlier call: "The pull request is already scheduled to auto merge".
    if ('why' in answer && !/already scheduled/i.test(answer.why)) return answer;
    const present = (await this.#api.readPull(number)).at('head', 'sha').text;
    if (present !== head) {
      await this.disarm(pullRequest);
      return { why: `its head is ${present}, and not ${head}` };
    }
    return (await meetsRules(this.#api, this.#reviews, pullRequest, head)) ? 'ready' : 'armed';
  }

  /** Only its timeline says so, which takes the scope `read:issue`: a token without it has an open one for armed, as it may be. */
  async isArmed({ number }: PullRequest): Promise<boolean> {
    const pull = await this.#api.readPull(number);
    if (pull.at('state').text !== 'open') return false;
    const path = `/issues/${number}/timeline`;
    const what = `read the timeline of pull request ${number}`;
    const { status } = await this.#api.ask({ method: 'GET', path, query: { limit: 1, page: 1 }, what, accept: [403] });
    if (status === 403) return true;
    const events = (await this.#api.list({ path, what })).map((event) => event.at('type').tryText);
    return events.findLast((type) => type === SCHEDULED || type === CANCELLED) === SCHEDULED;
  }

  /** 404: it is not armed. 403: somebody else armed it. */
  async disarm({ number }: PullRequest): Promise<boolean> {
    const { status } = await this.#api.ask({
      method: 'DELETE',
      path: `/pulls/${number}/merge`,
      what: `disarm auto-merge of pull request ${number}`,
      accept: [403, 404],
    });
    return status !== 403;
  }
}
