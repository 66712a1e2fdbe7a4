import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from '../free-port.ts';
import type { RunFolder } from '../run-folder.ts';
import { GitRepository } from './git-repository.ts';
import { runGit } from './run-git.ts';

/** Bare repositories of one run over HTTP, as any git host serves them; everybody may read and push. */
export class GitServer {
  readonly #run: RunFolder;
  readonly #url: string;

  private constructor(run: RunFolder, url: string) {
    this.#run = run;
    this.#url = url;
  }

  static async start(run: RunFolder): Promise<GitServer> {
    const root = run.folder('git');
    const port = await freePort();
    const server = createServer((request, response) => serve(root, request, response));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    run.onStop(() => closeServer(server));
    return new GitServer(run, `http://127.0.0.1:${port}`);
  }

  /** An empty repository, and a clone of it that pushes. */
  async create(name: string): Promise<GitRepository> {
    const bare = `${this.#run.folder('git')}/${name}.git`;
    await runGit(this.#run.path, ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
    await runGit(bare, ['config', 'http.receivepack', 'true']);
    return GitRepository.clone(`${this.#url}/${name}.git`, `${this.#run.folder('clones')}/${name}`);
  }
}

/** git's own program answers; this only speaks CGI with it. */
function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const { headers } = request;
  const git = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers['content-type'],
      CONTENT_LENGTH: headers['content-length'],
      HTTP_CONTENT_ENCODING: headers['content-encoding'],
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(git.stdin);
  git.stdin.on('error', () => undefined);
  let head: Buffer | undefined = Buffer.alloc(0);
  git.stdout.on('data', (chunk: Buffer) => {
    if (head === undefined) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    writeHead(response, head.subarray(0, end).toString());
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  git.stdout.on('end', () => response.end());
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const [, name = '', value = ''] = line.match(/^([^:]+):\s*(.*)$/) ?? [];
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
