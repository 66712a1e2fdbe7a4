import type { IncomingMessage } from 'node:http';

export interface FakeRequest {
  readonly method: string;
  /** Decoded, from the root of the API. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The JSON; undefined where there is none. */
  readonly body: unknown;
  /** The origin that it was asked at. */
  readonly origin: string;
}

export interface FakeAnswer {
  readonly status: number;
  /** JSON, or a page where it is a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, as GitHub words it. */
export class FakeRefusal extends Error {
  readonly answer: FakeAnswer;

  constructor(status: number, message: string, more: object = {}, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    const body = { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) };
    this.answer = { status, body, headers };
  }
}

/** 422 of a field that is wrong in itself. */
export function invalid(error: object): FakeRefusal {
  return new FakeRefusal(422, 'Validation Failed', { errors: [{ resource: 'PullRequest', ...error }] });
}

export function notFound(): FakeRefusal {
  return new FakeRefusal(404, 'Not Found');
}
