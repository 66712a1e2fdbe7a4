import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { FakeRefusal, notFound, type FakeAnswer } from './fake/answer.ts';
import { TOKENS, type FakeToken } from './fake/people.ts';
import { FakeGiteaRepository, type FakeKind } from './fake/repository.ts';
import type { FakeRoute } from './fake/context.ts';
import { ROUTES } from './fake/routes.ts';

export interface FakeGiteaOptions {
  /** @default `gitea`, of 1.24.3 or newer */
  readonly kind?: FakeKind | undefined;
  /** @default `acme/manifests` */
  readonly project?: string | undefined;
  /** @default those of a bot with the least rights that the flow needs, of an administrator and of a reader */
  readonly tokens?: Readonly<Record<string, FakeToken>> | undefined;
  /** Name to commit. @default none */
  readonly branches?: Readonly<Record<string, string>> | undefined;
  /** The most items of a page. @default 5, so that tests meet more than one */
  readonly pageSize?: number | undefined;
}

/** What happens to some requests instead of an answer: the connection breaks off `before` anything is done, or `after` all of it is; or another answer. */
export interface Fault {
  /** `POST /repos/acme/manifests/pulls`. @default all */
  readonly on?: RegExp;
  readonly instead: 'drop-before' | 'drop-after' | FakeAnswer;
  /** @default once */
  readonly times?: number;
}

/**
 * The API of one repository of Gitea or Forgejo, on loopback and in memory: the same cases run against it and against the real one. What
 * a client must not do stands in `violations`; see `with-fake-gitea.ts` for tests.
 */
export class FakeGitea {
  readonly repository: FakeGiteaRepository;
  readonly project: string;
  readonly violations: string[] = [];
  /** `GET /repos/acme/manifests/pulls?state=open`, in order. */
  readonly asked: string[] = [];
  /** Is told the way to merge of each request for one, before it is answered. */
  onMerge: (style: unknown) => void = () => undefined;
  readonly #options: FakeGiteaOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #faults: { fault: Fault; left: number }[] = [];

  private constructor(options: FakeGiteaOptions) {
    this.#options = options;
    this.project = options.project ?? 'acme/manifests';
    this.repository = new FakeGiteaRepository(options.kind ?? 'gitea');
    for (const [name, commit] of Object.entries(options.branches ?? {})) this.repository.branches.set(name, commit);
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
  }

  static async start(options: FakeGiteaOptions = {}): Promise<FakeGitea> {
    const fake = new FakeGitea(options);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** As `--api` takes it. */
  get api(): string {
    return `${this.#origin}/api/v1`;
  }

  /** A branch moved by git, or with undefined was removed. A new one is known only a moment later. */
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
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v1/, ''));
    const line = `${incoming.method} ${path}${url.search}`;
    this.asked.push(line);
    const text = await readAll(incoming);
    const instead = this.#faultOf(line);
    if (instead === 'drop-before') return void incoming.socket.destroy();
    const answer = typeof instead === 'object' ? instead : this.#route(incoming, url, text);
    if (instead === 'drop-after') return void incoming.socket.destroy();
    const isText = typeof answer.body === 'string';
    outgoing
      .writeHead(answer.status, { 'content-type': isText ? 'text/plain' : 'application/json', ...answer.headers })
      .end(isText || answer.body === undefined ? answer.body : JSON.stringify(answer.body));
  }

  #faultOf(line: string): Fault['instead'] | undefined {
    const entry = this.#faults.find(({ fault, left }) => left > 0 && (fault.on ?? /^/).test(line));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault.instead;
  }

  #route({ method = '', headers }: IncomingMessage, url: URL, text: string): FakeAnswer {
    try {
      const token = this.#tokenOf(headers.authorization);
      if (headers['user-agent'] !== 'kumiki') this.violations.push('no User-Agent of ours');
      const root = `/api/v1/repos/${this.project}`;
      const [, path] =
        url.pathname === root ? ['', ''] : url.pathname.split(`${root}/`).map((part, i) => (i ? `/${part}` : part));
      if (path === undefined) throw notFound();
      const route = ROUTES.find((one) => one.method === method && one.path.test(path));
      if (route === undefined) {
        this.violations.push(`${method} ${path}: there is no such endpoint`);
        throw notFound();
      }
      checkScope(route, method, token);
      const body = this.#bodyOf(route, method, text);
      for (const name of url.searchParams.keys())
        if (route.query?.includes(name) !== true)
          this.violations.push(`${method} ${path}: there is no query '${name}'`);
      if (method === 'POST' && path.endsWith('/merge')) this.onMerge(body['Do']);
      const context = {
        repository: this.repository,
        token,
        query: url.searchParams,
        body,
        page: `${this.#origin}/${this.project}`,
        pageSize: this.#options.pageSize ?? 5,
      };
      return route.handle(context, ...(route.path.exec(path) ?? []).slice(1).map(decodeURIComponent));
    } catch (error) {
      if (error instanceof FakeRefusal) return error.answer;
      this.violations.push(String(error));
      return { status: 500, body: { message: String(error) } };
    }
  }

  /** @throws as Gitea does where there is none; what is public is not asked here */
  #tokenOf(authorization = ''): FakeToken {
    const { tokens = TOKENS } = this.#options;
    const token = authorization.startsWith('token ') ? tokens[authorization.slice('token '.length)] : undefined;
    if (token === undefined) throw new FakeRefusal(401, 'invalid username, password or token');
    return token;
  }

  #bodyOf({ fields = {} }: FakeRoute, method: string, text: string): Readonly<Record<string, unknown>> {
    const body = (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(body))
      if (typeof value !== fields[name]) this.violations.push(`${method}: '${name}' is no field, or of another type`);
    return body;
  }
}

function checkScope({ scope }: FakeRoute, method: string, { scopes }: FakeToken): void {
  const level = method === 'GET' ? 'read' : 'write';
  if (scopes.includes(`write:${scope}`) || scopes.includes(`${level}:${scope}`)) return;
  throw new FakeRefusal(
    403,
    `token does not have at least one of required scope(s), required=[${level}:${scope}], token scope=${scopes.join(',')}`,
  );
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
