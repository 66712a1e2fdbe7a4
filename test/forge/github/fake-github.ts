import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { graphQl } from './fake/graphql-route.ts';
import { FakeRepository, type RepositoryOptions } from './fake/repository.ts';
import { FakeRefusal, notFound, type FakeAnswer, type FakeRequest } from './fake/request.ts';
import { BOT, checkRight, tokenOf, type FakeToken } from './fake/rights.ts';
import { ROUTES } from './fake/routes.ts';
import { Violations } from './fake/strict.ts';

export interface FakeGitHubOptions extends RepositoryOptions {
  /** @default `github_pat_bot`, with the least rights that the flow needs */
  readonly tokens?: Readonly<Record<string, FakeToken>> | undefined;
  /** @default github.com */
  readonly kind?: 'github.com' | 'enterprise' | 'gitbucket' | undefined;
  /** Fields of GraphQL that an older Enterprise Server lacks. */
  readonly without?: readonly string[] | undefined;
  /** Before each request is answered: whoever keeps the commits says where branches are. */
  readonly onRequest?: ((fake: FakeGitHub) => void) | undefined;
}

/** What happens to some requests instead of an answer: the connection breaks off `before` anything is done, or `after` all of it is; or another answer. */
export interface Fault {
  /** `POST /repos/acme/manifests/pulls`. @default all */
  readonly on?: RegExp;
  readonly instead: 'drop-before' | 'drop-after' | FakeAnswer;
  /** @default once */
  readonly times?: number;
}

export const TOKEN = 'github_pat_bot';

/**
 * GitHub's API of one repository, on loopback, from its published description: as strict as that, and in memory. What a client must not
 * do stands in `violations`; see `with-fake-github.ts` for tests.
 */
export class FakeGitHub {
  readonly repository: FakeRepository;
  readonly violations = new Violations();
  /** `GET /repos/acme/manifests/pulls?state=open`, in order. */
  readonly asked: string[] = [];
  readonly #options: FakeGitHubOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #faults: { fault: Fault; left: number }[] = [];

  private constructor(options: FakeGitHubOptions) {
    this.#options = options;
    this.repository = new FakeRepository(options);
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
  }

  static async start(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
    const fake = new FakeGitHub(options);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** As `--api` takes it. */
  get api(): string {
    return `${this.#origin}${this.#prefix}`;
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

  get #prefix(): string {
    return (this.#options.kind ?? 'github.com') === 'github.com' ? '' : '/api/v3';
  }

  get #isGitBucket(): boolean {
    return this.#options.kind === 'gitbucket';
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '', this.#origin);
    const line = `${incoming.method} ${decodeURIComponent(url.pathname)}${url.search}`;
    this.asked.push(line);
    const text = await readAll(incoming);
    this.#options.onRequest?.(this);
    const instead = this.#faultOf(line);
    if (instead === 'drop-before') return void incoming.socket.destroy();
    const answer = typeof instead === 'object' ? instead : this.#route(incoming, url, text);
    if (instead === 'drop-after') return void incoming.socket.destroy();
    const isPage = typeof answer.body === 'string';
    const own = this.#isGitBucket ? {} : { 'X-GitHub-Request-Id': 'C0DE', 'X-RateLimit-Remaining': '4999' };
    outgoing
      .writeHead(answer.status, {
        'content-type': isPage ? 'text/html' : 'application/json; charset=utf-8',
        ...own,
        ...answer.headers,
      })
      .end(isPage ? answer.body : answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  #faultOf(line: string): Fault['instead'] | undefined {
    const entry = this.#faults.find(({ fault, left }) => left > 0 && (fault.on ?? /^/).test(line));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault.instead;
  }

  #route(incoming: IncomingMessage, url: URL, text: string): FakeAnswer {
    const { method = '', headers } = incoming;
    const path = decodeURIComponent(url.pathname);
    let body: unknown;
    try {
      body = text === '' ? undefined : JSON.parse(text);
      const request = { method, path, query: url.searchParams, headers, body, origin: this.#origin };
      this.violations.checkHeaders(request);
      return this.#handle(request);
    } catch (error) {
      if (error instanceof FakeRefusal) return error.answer;
      // The words of a SyntaxError differ from one Node to the next.
      const isJson = !(error instanceof SyntaxError) || body !== undefined;
      this.violations.list.push(`${method} ${path}: ${isJson ? String(error) : 'the body is no JSON'}`);
      return { status: 400, body: { message: 'Problems parsing JSON' } };
    }
  }

  #handle(request: FakeRequest): FakeAnswer {
    const { project, state } = this.repository;
    const { tokens = { [TOKEN]: BOT }, without = [] } = this.#options;
    const gate = { tokens, settings: state.settings, isGitBucket: this.#isGitBucket };
    const token = tokenOf(request, gate);
    const context = {
      repository: this.repository,
      state,
      project,
      isGitBucket: this.#isGitBucket,
      violations: this.violations,
    };
    if (request.method === 'POST' && request.path === `${this.#prefix.replace('/v3', '')}/graphql`)
      return this.#isGitBucket
        ? { status: 404, body: '<!DOCTYPE html><title>Not Found</title>' }
        : graphQl(request, { ...context, token, without });
    const root = `${this.#prefix}/repos/${project}`;
    if (!request.path.startsWith(`${root}/`)) throw notFound();
    const path = request.path.slice(root.length);
    const route = ROUTES.find((one) => one.method === request.method && one.path.test(path));
    if (route === undefined) {
      this.violations.add(request, 'there is no such endpoint');
      throw notFound();
    }
    if (this.#isGitBucket && !route.isOfGitBucket) throw notFound();
    checkRight(route.right, token, gate);
    if (state.settings.archived && route.right.endsWith('=write'))
      throw new FakeRefusal(403, 'Repository was archived so is read-only.');
    return route.handle(request, context, ...(route.path.exec(path) ?? []).slice(1));
  }
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
