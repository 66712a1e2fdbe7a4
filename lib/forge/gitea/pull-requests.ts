import type { NewPullRequest, PullRequest, PullRequestText } from '../forge.ts';
import { encodeBranch, type GiteaApi } from './gitea-api.ts';
import { isOfRepository, readPullRequest } from './read-pull-request.ts';
import { waitUntil } from '../wait-until.ts';

/** Reads and writes pull requests. A token with `write:repository` may do all of it, also where it may neither comment nor label. */
export class PullRequests {
  readonly #api: GiteaApi;

  constructor(api: GiteaApi) {
    this.#api = api;
  }

  /**
   * Those of a branch, the newest first. Nothing finds them by their branch but a list of all, open or not, so that it is read from its
   * beginning and not beyond the page that has one: older ones of the same branch may be missing.
   */
  async ofBranch(branch: string, base: string): Promise<readonly PullRequest[]> {
    const what = `list the pull requests of '${branch}'`;
    if (await this.#hasNone(branch, base, what)) return [];
    const isWanted = (pull: PullRequest): boolean => pull.branch === branch && pull.base === base;
    // An open one is newer than all others of its branch, or was opened again: both is what counts.
    const open = (await this.#open(what)).filter(isWanted);
    if (open.length > 0) return open;
    for await (const page of this.#api.pages({ path: '/pulls', query: { state: 'closed' }, what })) {
      const found = page.filter(isOfRepository).map(readPullRequest).filter(isWanted);
      if (found.length > 0) return found.toSorted((a, b) => b.number - a.number);
    }
    return [];
  }

  async open(prefix: string, base: string): Promise<readonly PullRequest[]> {
    const all = await this.#open('list the open pull requests');
    return all.filter((pull) => pull.base === base && pull.branch.startsWith(prefix)).toReversed();
  }

  async create({ branch, base, title, text }: NewPullRequest): Promise<PullRequest> {
    const what = `open a pull request of '${branch}'`;
    let isFirst = true;
    const opened = await waitUntil(this.#api.clock, async () => {
      const { status, body } = await this.#api.ask({
        method: 'POST',
        path: '/pulls',
        body: { title, head: branch, base, body: text },
        what,
        accept: [404, 409],
      });
      if (status === 201) return readPullRequest(body);
      if (status === 409) return (await this.#open(what)).find((pull) => pull.branch === branch && pull.base === base);
      if (isFirst) await this.#requirePullRequests(what);
      isFirst = false;
      return undefined;
    });
    if (opened !== undefined) return opened;
    throw this.#api.error(what, `it does not know '${branch}', or '${base}'. Compare --base, then run this again.`);
  }

  async edit({ number }: PullRequest, { title, text }: PullRequestText): Promise<void> {
    const what = `edit pull request ${number}`;
    const edited = await waitUntil(this.#api.clock, async () => {
      const { status } = await this.#change(number, { title, body: text }, what, [409]);
      return status === 409 ? undefined : true;
    });
    if (edited === undefined) throw this.#api.error(what, 'somebody else changes it all the time. Run this again.');
  }

  /** One that is merged stays as it is. */
  async close({ number }: PullRequest): Promise<void> {
    await this.#change(number, { state: 'closed' }, `close pull request ${number}`, [412]);
  }

  async #change(number: number, body: object, what: string, accept: readonly number[]) {
    return this.#api.ask({ method: 'PATCH', path: `/pulls/${number}`, body, what, accept });
  }

  /** All that are open, the newest first; one that moves from one page to the next while they are read is there once. */
  async #open(what: string): Promise<readonly PullRequest[]> {
    const pulls = await this.#api.list({ path: '/pulls', query: { state: 'open' }, what });
    const byNumber = new Map(
      pulls
        .filter(isOfRepository)
        .map(readPullRequest)
        .map((pull) => [pull.number, pull]),
    );
    return [...byNumber.values()].toSorted((a, b) => b.number - a.number);
  }

  /**
   * Gitea gives any one pull request of two branches since 1.22 (https://github.com/go-gitea/gitea/pull/29242): where it gives none, no
   * list has to be read. What is no answer of its API, but of a router that knows no such address, says nothing.
   */
  async #hasNone(branch: string, base: string, what: string): Promise<boolean> {
    const path = `/pulls/${encodeURIComponent(base)}/${encodeBranch(branch)}`;
    const { status, body } = await this.#api.ask({ method: 'GET', path, what, accept: [404] });
    return status === 404 && body.at('message').isThere;
  }

  /** The same 404 comes for a branch that was pushed a moment ago, and for what no waiting helps. */
  async #requirePullRequests(what: string): Promise<void> {
    const repository = await this.#api.readRepository();
    const isOff = repository.at('has_pull_requests').isThere && !repository.at('has_pull_requests').isTrue;
    if (isOff) throw this.#api.error(what, 'the repository has no pull requests. Turn them on in its settings.');
  }
}
