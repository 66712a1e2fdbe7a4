import { RemoteError, UserError } from '../../errors.ts';
import { fieldsOf } from '../../fields.ts';
import { AnswerReader } from '../../http/answer-reader.ts';
import { HttpClient, type HttpAnswer, type HttpRequest } from '../../http/http-client.ts';
import { listAll } from '../../http/list-all.ts';
import type { ForgeOptions } from '../forge-options.ts';
import { adviseOnRefusal, adviseOnScope } from './advise-on-refusal.ts';
import { authorize } from './authorization.ts';
import { explanationOf } from './explanation-of.ts';

/** What came back, to read. */
export interface BitbucketAnswer {
  readonly status: number;
  /** Where a task that goes on can be asked for. */
  readonly location: string | undefined;
  readonly body: AnswerReader;
  /** What it says in words, for a note: one line without secrets. */
  readonly words: string;
  /** What to do where it is refused for a scope that the token lacks. */
  readonly lackOfScope: string | undefined;
}

/** As many as a list of pull requests gives at most. */
const PAGE_SIZE = 50;

/** The REST API of one repository of Bitbucket Cloud: https://developer.atlassian.com/cloud/bitbucket/rest. Paths begin below `/repositories/{workspace}/{repository}`. */
export class BitbucketApi {
  readonly clock: ForgeOptions['clock'];
  readonly #client: HttpClient;
  readonly #root: string;

  /** @throws a UserError where `project` is not `workspace/repository`, or `api` that of a Data Center */
  constructor({ api, project, token, env, clock }: ForgeOptions) {
    const [workspace, name, ...rest] = project.split('/');
    if (workspace === undefined || workspace === '' || name === undefined || name === '' || rest.length > 0)
      throw new UserError(
        `Bitbucket: '${project}' is no repository there. Name it as workspace/repository with --repository.`,
      );
    checkCloud(api);
    const { header, secrets } = authorize(token);
    this.clock = clock;
    this.#root = `/repositories/${encodeURIComponent(workspace)}/${encodeURIComponent(name)}`;
    this.#client = new HttpClient({
      name: 'Bitbucket',
      api,
      headers: {
        Accept: 'application/json',
        'User-Agent': 'kumiki',
        ...(header === undefined ? {} : { Authorization: header }),
      },
      secrets,
      env,
      clock,
      advise: adviseOnRefusal,
    });
  }

  async ask(request: HttpRequest): Promise<BitbucketAnswer> {
    const answer = await this.#client.send({ ...request, path: `${this.#root}${request.path}` });
    return {
      status: answer.status,
      location: answer.headers['location'],
      body: this.#reader(answer.body, request.what),
      words: this.#client.wordsOf({ ...answer, body: explanationOf(answer.body) }).replace(/\.$/, ''),
      lackOfScope: adviseOnScope(answer),
    };
  }

  /** All pages of a list. Of the address of the next one only its query counts: it is asked for here, and nowhere else. */
  async list(request: Omit<HttpRequest, 'method'>): Promise<readonly AnswerReader[]> {
    const query = { pagelen: PAGE_SIZE, ...request.query };
    const items = await listAll(
      this.#client,
      { ...request, path: `${this.#root}${request.path}`, query },
      { itemsOf: (body) => fieldsOf(body)['values'], nextQuery },
    );
    return items.map((item) => this.#reader(item, request.what));
  }

  /** A pull request as it is now: only here are its reviewers and participants, and not in lists. */
  async readPull(number: number, query: HttpRequest['query'] = {}): Promise<AnswerReader> {
    const what = `read pull request ${number}`;
    const { body } = await this.ask({ method: 'GET', path: `/pullrequests/${number}`, query, what });
    return body;
  }

  /** @param words what is wrong, and what to do */
  error(what: string, words: string): RemoteError {
    return new RemoteError(`${this.#client.who}: cannot ${what}: ${words}`);
  }

  #reader(value: unknown, what: string): AnswerReader {
    return new AnswerReader(value, `${this.#client.who}: cannot ${what}`);
  }
}

function checkCloud(api: string): void {
  if (/\/rest\/api\/[^/]+\/?$/.test(api))
    throw new UserError(
      `Bitbucket: '${api}' is the API of a Data Center, and Bitbucket Cloud alone is supported. Name https://api.bitbucket.org/2.0 with --api, or use --host git, which pushes branches and opens no pull requests.`,
    );
}

function nextQuery({ body }: HttpAnswer): HttpRequest['query'] {
  const { next } = fieldsOf(body);
  if (typeof next !== 'string' || !URL.canParse(next)) return undefined;
  return Object.fromEntries(new URL(next).searchParams);
}
