import { RemoteError, UserError } from '../../errors.ts';
import { AnswerReader } from '../../http/answer-reader.ts';
import type { Clock } from '../../http/clock.ts';
import { HttpClient, type HttpAnswer, type HttpRequest } from '../../http/http-client.ts';
import { listAll } from '../../http/list-all.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { adviseOnRefusal } from './advise-on-refusal.ts';

/** What came back, to read. */
export interface GitLabAnswer {
  readonly status: number;
  readonly body: AnswerReader;
  /** What it says in words, for a note: one line without secrets. */
  readonly words: string;
}

/** The most that a page holds: https://docs.gitlab.com/api/rest/#pagination. */
const PAGE_SIZE = 100;

/** The REST API of one project: https://docs.gitlab.com/api/rest. Paths begin below `/projects/:id`. */
export class GitLabApi {
  readonly clock: Clock;
  readonly #client: HttpClient;
  readonly #root: string;

  /** @throws a UserError where `project` is not `group/name`, with subgroups or not */
  constructor({ api, project, token, env, clock }: ForgeOptions) {
    const parts = project.split('/');
    if (parts.length < 2 || parts.includes(''))
      throw new UserError(`GitLab: '${project}' is no project there. Name it as group/name with --repository.`);
    this.clock = clock;
    // The path is one part: https://docs.gitlab.com/api/rest/#namespaced-paths.
    this.#root = `/projects/${encodeURIComponent(project)}`;
    this.#client = new HttpClient({
      name: 'GitLab',
      api,
      headers: {
        Accept: 'application/json',
        'User-Agent': 'kumiki',
        ...(token === undefined ? {} : { 'PRIVATE-TOKEN': token }),
      },
      secrets: token === undefined ? [] : [token],
      env,
      clock,
      advise: (answer) => (token === undefined ? undefined : adviseOnRefusal(answer)),
    });
  }

  async ask(request: HttpRequest): Promise<GitLabAnswer> {
    const answer = await this.#client.send({ ...request, path: `${this.#root}${request.path}` });
    const { status } = answer;
    // It puts the status into its words again.
    const words = this.#client
      .wordsOf(answer)
      .replace(new RegExp(`^${status} `), '')
      .replace(/\.$/, '');
    return { status, body: this.#reader(answer.body, request.what), words };
  }

  /** All pages of a list. */
  async list(request: Omit<HttpRequest, 'method'>): Promise<readonly AnswerReader[]> {
    const query = { per_page: PAGE_SIZE, ...request.query };
    const path = `${this.#root}${request.path}`;
    const items = await listAll(this.#client, { ...request, path, query }, { nextQuery: nextPage });
    return items.map((item) => this.#reader(item, request.what));
  }

  /** A merge request as it is now. */
  async readMergeRequest(number: number): Promise<AnswerReader> {
    const what = `read merge request !${number}`;
    return (await this.ask({ method: 'GET', path: `/merge_requests/${number}`, what })).body;
  }

  /** The commit of a branch; undefined where it is gone. */
  async readBranch(branch: string): Promise<string | undefined> {
    const { status, body } = await this.ask({
      method: 'GET',
      path: `/repository/branches/${encodeURIComponent(branch)}`,
      what: `read branch '${branch}'`,
      accept: [404],
    });
    return status === 404 ? undefined : body.at('commit', 'id').text;
  }

  /** @param words what is wrong, and what to do */
  error(what: string, words: string): RemoteError {
    return new RemoteError(`${this.#client.who}: cannot ${what}: ${words}`);
  }

  #reader(value: HttpAnswer['body'], what: string): AnswerReader {
    return new AnswerReader(value, `${this.#client.who}: cannot ${what}`);
  }
}

/** Proxies drop the long header `Link`; this one is empty after the last page. */
function nextPage({ headers }: HttpAnswer): HttpRequest['query'] {
  const page = headers['x-next-page'] ?? '';
  return page === '' ? undefined : { page };
}
