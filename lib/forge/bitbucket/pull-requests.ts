import type { AnswerReader } from '../../http/answer-reader.ts';
import type { NewPullRequest, PullRequest, PullRequestText } from '../forge.ts';
import type { BitbucketApi } from './bitbucket-api.ts';
import { openOne } from './open-one.ts';
import { FullCommits } from './full-commits.ts';
import { isOfRepository, readPullRequest, readState } from './read-pull-request.ts';

/** Where a query is given, the parameter `state` is not looked at; without any state, only open ones are answered. */
const ANY_STATE = '(state="OPEN" OR state="MERGED" OR state="DECLINED" OR state="SUPERSEDED")';

/** Reads and writes pull requests: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests. */
export class PullRequests {
  readonly #api: BitbucketApi;
  readonly #commits: FullCommits;

  constructor(api: BitbucketApi) {
    this.#api = api;
    this.#commits = new FullCommits(api);
  }

  /** Whole is the head of the newest, and of those that are open: each takes a request of its own. */
  async ofBranch(branch: string, base: string): Promise<readonly PullRequest[]> {
    const of = `source.branch.name=${quote(branch)} AND destination.branch.name=${quote(base)}`;
    const all = await this.#list(`${of} AND ${ANY_STATE}`, `list the pull requests of '${branch}'`);
    const found = all.filter((pull) => pull.branch === branch && pull.base === base).toReversed();
    return this.#complete(found, (pull, index) => index === 0 || pull.state === 'open');
  }

  async open(prefix: string, base: string): Promise<readonly PullRequest[]> {
    // `~` is "contains", and makes no difference between capitals and small letters.
    const of = `source.branch.name~${quote(prefix)} AND destination.branch.name=${quote(base)}`;
    const all = await this.#list(`${of} AND state="OPEN"`, 'list the open pull requests');
    const found = all.filter((pull) => pull.branch.startsWith(prefix) && pull.base === base && pull.state === 'open');
    return this.#complete(found, () => true);
  }

  async create(request: NewPullRequest): Promise<PullRequest> {
    const { branch, base } = request;
    const opened = await openOne(this.#api, request, {
      listOpen: async () => (await this.ofBranch(branch, base)).filter(({ state }) => state === 'open').toReversed(),
      close: (pull) => this.close(pull),
    });
    return this.#commits.complete(opened);
  }

  /** Reviewers that are not named again are taken off. */
  async edit({ number }: PullRequest, { title, text }: PullRequestText): Promise<void> {
    const reviewers = (await this.#api.readPull(number)).at('reviewers');
    const what = `edit pull request ${number}`;
    const { status, words } = await this.#api.ask({
      method: 'PUT',
      path: `/pullrequests/${number}`,
      body: { title, description: text, reviewers: reviewers.isThere ? reviewers.list.map(readReviewer) : [] },
      what,
      accept: [400],
    });
    if (status === 400) throw this.#api.error(what, `400 ${words}. Mend what it names, and run again.`);
  }

  /** One that is closed, or merged, stays as it is: that is refused with 400. 555: it takes the host too long. */
  async close({ number }: PullRequest): Promise<void> {
    const what = `decline pull request ${number}`;
    const { status, words } = await this.#api.ask({
      method: 'POST',
      path: `/pullrequests/${number}/decline`,
      what,
      accept: [400, 409, 555],
    });
    if (status < 300 || readState(await this.#api.readPull(number)) !== 'open') return;
    throw this.#api.error(what, `${status} ${words}. Run again, or decline it on its page.`);
  }

  /** The oldest first; one that moves from one page to the next while they are read is there once. */
  async #list(q: string, what: string): Promise<readonly PullRequest[]> {
    const pulls = await this.#api.list({ path: '/pullrequests', query: { q, sort: '-created_on' }, what });
    const byNumber = new Map(
      pulls
        .filter(isOfRepository)
        .map(readPullRequest)
        .map((pull) => [pull.number, pull]),
    );
    return [...byNumber.values()].toSorted((a, b) => a.number - b.number);
  }

  async #complete(
    pulls: readonly PullRequest[],
    isWanted: (pull: PullRequest, index: number) => boolean,
  ): Promise<readonly PullRequest[]> {
    const all: PullRequest[] = [];
    for (const [index, pull] of pulls.entries())
      // oxlint-disable-next-line no-await-in-loop -- many at once would meet the limit of requests
      all.push(isWanted(pull, index) ? await this.#commits.complete(pull) : pull);
    return all;
  }
}

/** A text in a query: https://developer.atlassian.com/cloud/bitbucket/rest/intro#querying. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function readReviewer(reviewer: AnswerReader): { readonly uuid: string } {
  return { uuid: reviewer.at('uuid').text };
}
