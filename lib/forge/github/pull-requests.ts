import { HttpError } from '../../http/http-error.ts';
import type { HttpAnswer } from '../../http/http-client.ts';
import type { NewPullRequest, PullRequest, PullRequestText } from '../forge.ts';
import type { GitHubApi } from './github-api.ts';
import { isOfRepository, readPullRequest } from './read-pull-request.ts';

/** Reads and writes pull requests: https://docs.github.com/rest/pulls/pulls. */
export class PullRequests {
  readonly #api: GitHubApi;

  constructor(api: GitHubApi) {
    this.#api = api;
  }

  async ofBranch(branch: string, base: string): Promise<readonly PullRequest[]> {
    const head = `${this.#api.owner}:${branch}`;
    const all = await this.#list({ head, base, state: 'all', sort: 'created', direction: 'desc' });
    return all.filter((pull) => pull.branch === branch && pull.base === base).toSorted((a, b) => b.number - a.number);
  }

  async open(prefix: string, base: string): Promise<readonly PullRequest[]> {
    const all = await this.#list({ base, state: 'open', sort: 'created', direction: 'asc' });
    return all
      .filter((pull) => pull.state === 'open' && pull.base === base && pull.branch.startsWith(prefix))
      .toSorted((a, b) => a.number - b.number);
  }

  async create({ branch, base, title, text }: NewPullRequest): Promise<PullRequest> {
    try {
      const { body } = await this.#api.ask({
        method: 'POST',
        path: '/pulls',
        body: { title, head: branch, base, body: text },
        what: `open a pull request of '${branch}'`,
      });
      return readPullRequest(body);
    } catch (error) {
      // "A pull request already exists for acme:branch.", also where the answer to an earlier attempt was lost.
      if (!(error instanceof HttpError && error.status === 422)) throw error;
      const there = (await this.ofBranch(branch, base)).find(({ state }) => state === 'open');
      if (there === undefined) throw error;
      return there;
    }
  }

  async edit({ number }: PullRequest, { title, text }: PullRequestText): Promise<void> {
    await this.#change(number, { title, body: text }, 'edit');
  }

  async close({ number }: PullRequest): Promise<void> {
    await this.#change(number, { state: 'closed' }, 'close');
  }

  async #change(number: number, body: object, verb: string): Promise<void> {
    await this.#api.ask({ method: 'PATCH', path: `/pulls/${number}`, body, what: `${verb} pull request ${number}` });
  }

  async #list(query: Readonly<Record<string, string>>): Promise<readonly PullRequest[]> {
    const pulls = await this.#api.list(
      { path: '/pulls', query, what: 'list pull requests' },
      { nextQuery: nextOfGitBucket },
    );
    return pulls.filter(isOfRepository).map(readPullRequest);
  }
}

/** GitBucket answers by pages too, but names no next one: its last is the first that is empty. */
function nextOfGitBucket({ headers, body }: HttpAnswer, page: number): Readonly<Record<string, number>> | undefined {
  const isGitHub = headers['x-github-request-id'] !== undefined || headers['x-github-media-type'] !== undefined;
  return isGitHub || !Array.isArray(body) || body.length === 0 ? undefined : { page: page + 1 };
}
