import { Agent, request } from 'node:https';

export interface Access {
  /** `https://127.0.0.1:20443` */
  readonly server: string;
  /** PEM. */
  readonly certificate: string;
  readonly token: string;
}

export interface Answer {
  readonly code: number;
  readonly body: unknown;
}

export interface RequestOptions {
  readonly body?: unknown;
  /** @default 'application/json' */
  readonly type?: string | undefined;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
}

export type SendRequest = (method: string, path: string, options?: RequestOptions) => Promise<Answer>;

/** One request to an API server; connections are kept. */
export function kubeRequest({ server, certificate, token }: Access): SendRequest {
  const agent = new Agent({ keepAlive: true, ca: certificate, maxSockets: 32 });
  return (method, path, { body, type = 'application/json', query = {} } = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(path, server);
      for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
      const content = Buffer.from(body === undefined ? '' : JSON.stringify(body));
      const headers = {
        authorization: `Bearer ${token}`,
        // Node says no length of what a DELETE carries.
        ...(body === undefined ? {} : { 'content-type': type, 'content-length': content.length }),
      };
      const sent = request(url, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ code: response.statusCode ?? 0, body: parse(Buffer.concat(chunks)) }));
      });
      sent.on('error', reject);
      sent.end(content);
    });
}

function parse(body: Buffer): unknown {
  const text = body.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
