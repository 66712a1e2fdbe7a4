import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Asked {
  readonly method: string;
  /** With its query; what a proxy is asked for is a whole address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Served {
  readonly origin: string;
  readonly port: number;
  readonly asked: readonly Asked[];
  readonly server: Server;
}

/** What to answer the nth request (from 1) with: a status with a JSON body and headers, or `drop` to break the connection off. */
export type Answer =
  | 'drop'
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

/** A server on loopback that answers with plain data, until the test is over. */
export async function serve(answer: (asked: Asked, nth: number) => Answer, tls?: Certified): Promise<Served> {
  const asked: Asked[] = [];
  const listener: RequestListener = async (request, response) => {
    const one = { ...lineOf(request), body: await bodyOf(request) };
    asked.push(one);
    give(answer(one, asked.length), response);
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  const port = await listen(server);
  return { origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, port, asked, server };
}

export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** @returns its port */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function lineOf({ method = '', url = '', headers }: IncomingMessage): Omit<Asked, 'body'> {
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, path: url, headers: Object.fromEntries(single) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function give(answer: Answer, response: ServerResponse): void {
  if (answer === 'drop') {
    response.socket?.destroy();
    return;
  }
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(text);
}
