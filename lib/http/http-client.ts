import type { Clock } from './clock.ts';

export interface HttpClientOptions {
  /** What the other side is called in messages: `GitHub`, `ghcr.io`. */
  readonly name: string;
  /** The root of its API, without a slash at the end. */
  readonly api: string;
  /** Sent with every request: who asks, and which version of the API. */
  readonly headers: Readonly<Record<string, string>>;
  /** What no message may hold. */
  readonly secrets: readonly string[];
  /** Variables that say how to reach it: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, and files of more certificates. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the API, with a slash at its start, each part encoded; or a whole address, as pages name the next. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is done, for messages: `open a pull request`. */
  readonly what: string;
  /** Statuses that are answers too: they are given back, and not thrown. @default none but 2xx */
  readonly accept?: readonly number[] | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the JSON holds; undefined where there is no content. Nobody has checked it yet. */
  readonly body: unknown;
}

/**
 * Requests to an API, repeated where that can help: dropped connections, 5xx, and limits (429, and a 403 that says so), for as long as the
 * other side asks for (`Retry-After`, a date or seconds; the reset of a limit), else longer each time, with jitter.
 *
 * @throws a RemoteError that says who, what was done, what it answered, and what to do
 */
export declare class HttpClient {
  constructor(options: HttpClientOptions);
  send(request: HttpRequest): Promise<HttpAnswer>;
}
