import type { NewPullRequest, PullRequest, PullRequestText } from '../forge.ts';
import { keepingDraft } from './draft-title.ts';
import type { GitLabAnswer, GitLabApi } from './gitlab-api.ts';
import { guardText } from './guarded-text.ts';
import { isOfProject, readMergeRequest } from './read-merge-request.ts';
import { waitUntil } from '../wait-until.ts';

/** Reads and writes merge requests: https://docs.gitlab.com/api/merge_requests. */
export class MergeRequests {
  readonly #api: GitLabApi;

  constructor(api: GitLabApi) {
    this.#api = api;
  }

  async ofBranch(branch: string, base: string): Promise<readonly PullRequest[]> {
    const query = { source_branch: branch, target_branch: base, state: 'all' };
    const all = await this.#list(query, `list the merge requests of '${branch}'`);
    return all.filter((request) => request.branch === branch && request.base === base).toSorted(newestFirst);
  }

  async open(prefix: string, base: string): Promise<readonly PullRequest[]> {
    const all = await this.#list({ target_branch: base, state: 'opened' }, 'list the open merge requests');
    return all
      .filter((request) => request.state === 'open' && request.base === base && request.branch.startsWith(prefix))
      .toSorted(newestFirst)
      .toReversed();
  }

  /**
   * GitLab refuses a branch that was pushed a moment ago: it looks for it in a list that a background job brings up to date. Its branch is
   * to be removed by a merge, also where a person merges it.
   */
  async create({ branch, base, title, text }: NewPullRequest): Promise<PullRequest> {
    const what = `open a merge request of '${branch}'`;
    const body = {
      source_branch: branch,
      target_branch: base,
      title,
      description: guardText(text),
      remove_source_branch: true,
    };
    let last = '';
    const opened = await waitUntil(this.#api.clock, async () => {
      const answer = await this.#api.ask({
        method: 'POST',
        path: '/merge_requests',
        body,
        what,
        accept: [400, 409],
      });
      if (answer.status < 300) return readMergeRequest(answer.body);
      if (answer.status === 409) {
        last = 'it says that there is one, and lists none. Run this again.';
        return this.#present(answer, branch, base);
      }
      last = `it does not know '${branch}'. Push it, then run this again.`;
      if (/source_branch does not exist/i.test(answer.words)) return undefined;
      throw this.#api.error(what, `400 ${answer.words}. Mend what it names, and run again.`);
    });
    if (opened !== undefined) return opened;
    throw this.#api.error(what, last);
  }

  /** One that a person has made a draft stays one. */
  async edit({ number }: PullRequest, { title, text }: PullRequestText): Promise<void> {
    const present = await this.#api.readMergeRequest(number);
    await this.#change(number, { title: keepingDraft(present, title), description: guardText(text) }, 'edit');
  }

  /** One that is closed or merged stays as it is. */
  async close({ number }: PullRequest): Promise<void> {
    await this.#change(number, { state_event: 'close' }, 'close');
  }

  async #change(number: number, body: object, verb: string): Promise<void> {
    const path = `/merge_requests/${number}`;
    await this.#api.ask({ method: 'PUT', path, body, what: `${verb} merge request !${number}` });
  }

  /**
   * "Another open merge request already exists for this source branch: !12", also where the answer to an earlier attempt was lost.
   *
   * @returns undefined where it was closed or merged meanwhile
   */
  async #present({ words }: GitLabAnswer, branch: string, base: string): Promise<PullRequest | undefined> {
    const number = /!(\d+)\b/.exec(words)?.[1];
    const found =
      number === undefined
        ? await this.ofBranch(branch, base)
        : [readMergeRequest(await this.#api.readMergeRequest(Number(number)))];
    return found.find(({ state }) => state === 'open');
  }

  /** One that moves from one page to the next while they are read is there once. */
  async #list(query: Readonly<Record<string, string>>, what: string): Promise<readonly PullRequest[]> {
    const path = '/merge_requests';
    const requests = await this.#api.list({ path, query: { ...query, order_by: 'created_at', sort: 'desc' }, what });
    const own = requests.filter(isOfProject).map(readMergeRequest);
    return [...new Map(own.map((request) => [request.number, request])).values()];
  }
}

function newestFirst(a: PullRequest, b: PullRequest): number {
  return b.number - a.number;
}
