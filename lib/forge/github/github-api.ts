import { UserError } from '../../errors.ts';
import { AnswerReader } from '../../http/answer-reader.ts';
import { HttpClient, type HttpRequest } from '../../http/http-client.ts';
import { listAll, type ListAllOptions } from '../../http/list-all.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { adviseOnRefusal } from './advise-on-refusal.ts';

/** What came back, to read. */
export interface GitHubAnswer {
  readonly status: number;
  readonly body: AnswerReader;
  /** What it says in words, for a note: one line without secrets. */
  readonly words: string;
}

/** The REST API of one repository, with its own words around what was asked. */
export class GitHubApi {
  readonly client: HttpClient;
  readonly owner: string;
  readonly name: string;
  readonly clock: ForgeOptions['clock'];
  readonly #root: string;

  /** @throws a UserError where `project` is not `owner/name` */
  constructor({ api, project, token, env, clock }: ForgeOptions) {
    const [owner, name, ...rest] = project.split('/');
    if (owner === undefined || owner === '' || name === undefined || name === '' || rest.length > 0)
      throw new UserError(`GitHub: '${project}' is no repository there. Name it as owner/name with --repository.`);
    this.owner = owner;
    this.name = name;
    this.clock = clock;
    this.#root = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
    this.client = new HttpClient({
      name: 'GitHub',
      api,
      headers: {
        Accept: 'application/vnd.github+json',
        'X-GitHub-Api-Version': '2022-11-28',
        'User-Agent': 'kumiki',
        // GitBucket knows no `Bearer`.
        ...(token === undefined ? {} : { Authorization: `token ${token}` }),
      },
      secrets: token === undefined ? [] : [token],
      env,
      clock,
      advise: adviseOnRefusal,
    });
  }

  /** @param request its path begins below `/repos/{owner}/{repo}` */
  async ask(request: HttpRequest): Promise<GitHubAnswer> {
    const answer = await this.client.send({ ...request, path: `${this.#root}${request.path}` });
    return {
      status: answer.status,
      body: this.reader(answer.body, request.what),
      words: this.client.wordsOf(answer).replace(/\.$/, ''),
    };
  }

  /** All pages of a list; its path begins below `/repos/{owner}/{repo}`. */
  async list(request: Omit<HttpRequest, 'method'>, options?: ListAllOptions): Promise<readonly AnswerReader[]> {
    const query = { per_page: 100, ...request.query };
    const items = await listAll(this.client, { ...request, path: `${this.#root}${request.path}`, query }, options);
    return items.map((item) => this.reader(item, request.what));
  }

  /** A pull request as it is now. */
  async readPull(number: number): Promise<AnswerReader> {
    const { body } = await this.ask({ method: 'GET', path: `/pulls/${number}`, what: `read pull request ${number}` });
    return body;
  }

  reader(value: unknown, what: string): AnswerReader {
    return new AnswerReader(value, `${this.client.who}: cannot ${what}`);
  }
}

/** A branch as part of a path: its slashes stay. */
export function encodeBranch(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}
