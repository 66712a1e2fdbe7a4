import { RemoteError, UserError } from '../../errors.ts';
import { AnswerReader } from '../../http/answer-reader.ts';
import type { Clock } from '../../http/clock.ts';
import { HttpClient, type HttpAnswer, type HttpRequest } from '../../http/http-client.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { adviseOnRefusal } from './advise-on-refusal.ts';

/** What came back, to read. */
export interface GiteaAnswer {
  readonly status: number;
  readonly body: AnswerReader;
  /** What it says in words, for a note: one line without secrets. */
  readonly words: string;
}

/** As many as a host gives at most, if nobody set another limit; it may give fewer. */
const PAGE_SIZE = 50;
/** More would be a host that leads in circles. */
const MOST_PAGES = 1000;

/** The REST API of one repository: https://docs.gitea.com/api, https://forgejo.org/docs/latest/user/api-usage. Paths begin below `/repos/{owner}/{repo}`. */
export class GiteaApi {
  readonly clock: Clock;
  readonly #client: HttpClient;
  readonly #root: string;

  /** @throws a UserError where `project` is not `owner/name` */
  constructor({ api, project, token, env, clock }: ForgeOptions) {
    const [owner, name, ...rest] = project.split('/');
    if (owner === undefined || owner === '' || name === undefined || name === '' || rest.length > 0)
      throw new UserError(`Gitea: '${project}' is no repository there. Name it as owner/name with --repository.`);
    this.clock = clock;
    this.#root = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
    this.#client = new HttpClient({
      name: 'Gitea',
      api,
      headers: {
        Accept: 'application/json',
        'User-Agent': 'kumiki',
        ...(token === undefined ? {} : { Authorization: `token ${token}` }),
      },
      secrets: token === undefined ? [] : [token],
      env,
      clock,
      advise: adviseOnRefusal,
    });
  }

  async ask(request: HttpRequest): Promise<GiteaAnswer> {
    const answer = await this.#client.send({ ...request, path: `${this.#root}${request.path}` });
    return {
      status: answer.status,
      body: this.#reader(answer.body, request.what),
      words: this.#client.wordsOf(answer).replace(/\.$/, ''),
    };
  }

  /** The repository itself. */
  async readRepository(): Promise<AnswerReader> {
    const { body } = await this.ask({ method: 'GET', path: '', what: 'read the repository' });
    return body;
  }

  /** A pull request as it is now. */
  async readPull(number: number): Promise<AnswerReader> {
    const { body } = await this.ask({ method: 'GET', path: `/pulls/${number}`, what: `read pull request ${number}` });
    return body;
  }

  /**
   * Page after page of a list, until one is empty: only some lists name the next page, and the timeline's total counts one page.
   *
   * @param itemsOf where the list is in what is answered; an empty one may be null
   */
  async *pages(
    request: Omit<HttpRequest, 'method'>,
    itemsOf: (body: AnswerReader) => AnswerReader = (body) => body,
  ): AsyncGenerator<readonly AnswerReader[]> {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const query = { ...request.query, limit: PAGE_SIZE, page };
      // oxlint-disable-next-line no-await-in-loop -- whether there is another page, only it says
      const list = itemsOf((await this.ask({ ...request, method: 'GET', query })).body);
      const items = list.isThere ? list.list : [];
      if (items.length === 0) return;
      yield items;
    }
    throw new RemoteError(
      `${this.#client.who}: cannot ${request.what}: the list has more than ${MOST_PAGES} pages. Close what is not needed any more.`,
    );
  }

  async list(...[request, itemsOf]: Parameters<GiteaApi['pages']>): Promise<readonly AnswerReader[]> {
    const all: AnswerReader[] = [];
    for await (const items of this.pages(request, itemsOf)) all.push(...items);
    return all;
  }

  /** @param words what is wrong, and what to do */
  error(what: string, words: string): RemoteError {
    return new RemoteError(`${this.#client.who}: cannot ${what}: ${words}`);
  }

  #reader(value: HttpAnswer['body'], what: string): AnswerReader {
    return new AnswerReader(value, `${this.#client.who}: cannot ${what}`);
  }
}

/** A branch as the last part of a path: its slashes stay. */
export function encodeBranch(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}
