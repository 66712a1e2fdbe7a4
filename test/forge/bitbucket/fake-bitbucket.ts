import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { FakeRefusal, notFound, type FakeAnswer } from './fake/answer.ts';
import type { FakeRoute } from './fake/context.ts';
import { checkScope, repositoryUnknown, tokenOf, TOKENS, type FakeToken } from './fake/people.ts';
import { FakeBitbucketRepository } from './fake/repository.ts';
import { ROUTES } from './fake/routes.ts';
import { wrongWith } from './fake/strict.ts';

export interface FakeBitbucketOptions {
  /** @default `acme/manifests` */
  readonly project?: string | undefined;
  /** @default those of a bot with the least rights that the flow needs, of an account and of a reader */
  readonly tokens?: Readonly<Record<string, FakeToken>> | undefined;
  /** Name to commit. @default none */
  readonly branches?: Readonly<Record<string, string>> | undefined;
  /** The most items of a page. @default 5, so that tests meet more than one */
  readonly pageSize?: number | undefined;
  /** The host that the next page is said to be on. @default its own */
  readonly nextOrigin?: string | undefined;
}

/** What happens to some requests instead of an answer: the connection breaks off `before` anything is done, or `after` all of it is; or another answer. */
export interface Fault {
  /** `POST /repositories/acme/manifests/pullrequests`. @default all */
  readonly on?: RegExp;
  readonly instead: 'drop-before' | 'drop-after' | FakeAnswer;
  /** @default once */
  readonly times?: number;
}

/**
 * The API of one private repository of Bitbucket Cloud, on loopback and in memory, from its published description. What a client must
 * not do stands in `violations`; see `with-fake-bitbucket.ts` for tests.
 */
export class FakeBitbucket {
  readonly repository: FakeBitbucketRepository;
  readonly violations: string[] = [];
  /** `GET /repositories/acme/manifests/pullrequests?q=…`, in order. */
  readonly asked: string[] = [];
  /** Is told each request right before it is answered: what others do at that time. */
  onRequest: (line: string) => void = () => undefined;
  readonly #options: FakeBitbucketOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #faults: { fault: Fault; left: number }[] = [];

  private constructor(options: FakeBitbucketOptions) {
    this.#options = options;
    this.repository = new FakeBitbucketRepository(options.project ?? 'acme/manifests');
    for (const [name, commit] of Object.entries(options.branches ?? {})) this.repository.setBranch(name, commit);
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
  }

  static async start(options: FakeBitbucketOptions = {}): Promise<FakeBitbucket> {
    const fake = new FakeBitbucket(options);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** As `--api` takes it. */
  get api(): string {
    return `${this.#origin}/2.0`;
  }

  /** A branch moved by git, or with undefined was removed. */
  setBranch(name: string, commit: string | undefined): void {
    this.repository.setBranch(name, commit);
  }

  fail(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '', this.#origin);
    const path = decodeURIComponent(url.pathname.replace(/^\/2\.0/, ''));
    const line = `${incoming.method} ${path}${decodeURIComponent(url.search)}`;
    this.asked.push(line);
    const text = await readAll(incoming);
    this.onRequest(line);
    const instead = this.#faultOf(line);
    if (instead === 'drop-before') return void incoming.socket.destroy();
    const answer = typeof instead === 'object' ? instead : this.#route(incoming, url, text);
    if (instead === 'drop-after') return void incoming.socket.destroy();
    const isPage = typeof answer.body === 'string';
    outgoing
      .writeHead(answer.status, { 'content-type': isPage ? 'text/html' : 'application/json', ...answer.headers })
      .end(isPage || answer.body === undefined ? answer.body : JSON.stringify(answer.body));
  }

  #faultOf(line: string): Fault['instead'] | undefined {
    const entry = this.#faults.find(({ fault, left }) => left > 0 && (fault.on ?? /^/).test(line));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault.instead;
  }

  #route({ method = '', headers }: IncomingMessage, url: URL, text: string): FakeAnswer {
    const violate = (what: string): void => void this.violations.push(`${method} ${url.pathname}: ${what}`);
    try {
      if (headers['user-agent'] !== 'kumiki') violate('no User-Agent of ours');
      const token = tokenOf(headers.authorization, this.#options.tokens ?? TOKENS);
      const root = `/2.0/repositories/${this.repository.project}/`;
      if (!url.pathname.startsWith(root)) throw repositoryUnknown();
      const path = url.pathname.slice(root.length - 1);
      const route = ROUTES.find((one) => one.method === method && one.path.test(path));
      if (route === undefined) {
        violate('there is no such endpoint');
        throw notFound();
      }
      checkScope(route.scope, token);
      checkQuery(route, url.searchParams, violate);
      const context = {
        repository: this.repository,
        token,
        query: url.searchParams,
        body: bodyOf(route, text, headers['content-type'], violate),
        address: `${url.origin}${url.pathname}`,
        nextOrigin: this.#options.nextOrigin,
        pageSize: this.#options.pageSize ?? 5,
        violate,
      };
      return route.handle(context, ...(route.path.exec(path) ?? []).slice(1).map(decodeURIComponent));
    } catch (error) {
      if (error instanceof FakeRefusal) return error.answer;
      violate(String(error));
      return { status: 500, body: { type: 'error', error: { message: String(error) } } };
    }
  }
}

function checkQuery({ query = {} }: FakeRoute, given: URLSearchParams, violate: (what: string) => void): void {
  for (const [name, value] of given)
    if (query[name]?.test(value) !== true) violate(`the query '${name}=${value}' is none of this endpoint`);
}

function bodyOf(
  { fields }: FakeRoute,
  text: string,
  type: string | undefined,
  violate: (what: string) => void,
): Readonly<Record<string, unknown>> {
  if (fields === undefined) {
    if (text !== '') violate('it takes no body');
    return {};
  }
  if (type !== 'application/json') violate(`Content-Type is '${type}'`);
  const body: unknown = JSON.parse(text);
  const wrong = wrongWith(body, fields);
  for (const what of wrong) violate(what);
  if (wrong.length > 0) throw new FakeRefusal(400, 'Bad request');
  return { ...(body as object) };
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
