import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { freePort } from '../../servers/free-port.ts';
import type { RunFolder } from '../../servers/run-folder.ts';

/**
 * What goes wrong with one request.
 *
 * - `refuse`: the connection is dropped before the other side hears of it
 * - `lose`: the other side has done it, and its answer is lost
 * - `cut`: its answer ends in the middle
 * - `limit`: 429 with `Retry-After: 1`
 * - a number: that status instead of an answer
 */
export type Fault = 'refuse' | 'lose' | 'cut' | 'limit' | 500 | 502 | 503 | 504;

export interface ProxiedRequest {
  /** From 1, in the order in which they came. */
  readonly index: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** What a push wants, one ref of it. */
  readonly push: Push | undefined;
}

export interface Push {
  /** `refs/heads/kumiki/bump/staging/users` */
  readonly ref: string;
  /** Zeros where there is none. */
  readonly before: string;
  readonly after: string;
}

/** Says what goes wrong; waiting is a delay. */
export type Decide = (request: ProxiedRequest) => Promise<Fault | undefined>;

/** Stands between a client and a server, and lets things go wrong on the way. */
export class FaultProxy {
  readonly url: string;
  /** All that came, for a test that failed. */
  readonly requests: ProxiedRequest[] = [];
  readonly #upstream: URL;
  readonly #decide: Decide;
  readonly #server: Server;

  private constructor(url: string, upstream: URL, decide: Decide) {
    this.url = url;
    this.#upstream = upstream;
    this.#decide = decide;
    this.#server = createServer((incoming, outgoing) => {
      this.#serve(incoming)
        .then((answer) => {
          if (answer === undefined) return void outgoing.destroy();
          outgoing.writeHead(answer.status, answer.headers);
          if (answer.isWhole) return void outgoing.end(answer.body);
          outgoing.write(answer.body.subarray(0, answer.body.length / 2), () => outgoing.destroy());
          return undefined;
        })
        .catch(() => outgoing.destroy());
    });
  }

  static async start(run: RunFolder, upstream: string, decide: Decide): Promise<FaultProxy> {
    const port = await freePort();
    const proxy = new FaultProxy(`http://127.0.0.1:${port}`, new URL(upstream), decide);
    await new Promise<void>((resolve) => proxy.#server.listen(port, '127.0.0.1', resolve));
    run.onStop(() => proxy.stop());
    return proxy;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Undefined drops the connection. */
  async #serve(incoming: IncomingMessage): Promise<ProxiedAnswer | undefined> {
    const { method = '', url: path = '' } = incoming;
    const body = await buffer(incoming);
    const isPush = method === 'POST' && path.endsWith('/git-receive-pack');
    const asked = { index: this.requests.length + 1, method, path, push: isPush ? pushIn(body) : undefined };
    this.requests.push(asked);
    const fault = await this.#decide(asked);
    if (fault === 'refuse') return undefined;
    if (fault === 'limit') return failure(429, { 'retry-after': '1' });
    if (typeof fault === 'number') return failure(fault);
    const answer = await this.#forward(incoming, body);
    if (fault === 'lose') return undefined;
    return { ...answer, isWhole: fault !== 'cut' };
  }

  #forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Omit<ProxiedAnswer, 'isWhole'>> {
    const { hostname, port, host } = this.#upstream;
    const kept = { ...headers, host, connection: 'close' };
    return new Promise((resolve, reject) => {
      const forwarded = send({ hostname, port, method, path: url, headers: kept }, (answer) => {
        buffer(answer)
          .then((all) =>
            resolve({ status: answer.statusCode ?? 502, headers: withLength(answer.headers, all), body: all }),
          )
          .catch(reject);
      });
      forwarded.on('error', reject);
      forwarded.end(body);
    });
  }
}

interface ProxiedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly isWhole: boolean;
}

function withLength(headers: IncomingHttpHeaders, body: Buffer): IncomingHttpHeaders {
  const { 'transfer-encoding': _, connection: __, ...kept } = headers;
  return { ...kept, 'content-length': String(body.length) };
}

function failure(status: number, headers: IncomingHttpHeaders = {}): ProxiedAnswer {
  const body = Buffer.from('{"message":"This is a fault of the proxy"}');
  return {
    status,
    headers: { 'content-type': 'application/json', 'content-length': String(body.length), ...headers },
    body,
    isWhole: true,
  };
}

/** The first command of a push: https://git-scm.com/docs/pack-protocol#_reference_update_request_and_packfile_transfer. */
function pushIn(body: Buffer): Push | undefined {
  const [, before, after, ref] = /([0-9a-f]{40}) ([0-9a-f]{40}) (refs\/[^\0\n]+)/.exec(body.toString('latin1')) ?? [];
  return before === undefined || after === undefined || ref === undefined ? undefined : { before, after, ref };
}
