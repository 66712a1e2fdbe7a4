export interface FakeAnswer {
  readonly status: number;
  /** JSON, or a page where it is a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, as GitLab words it: https://docs.gitlab.com/api/rest/troubleshooting. */
export class FakeRefusal extends Error {
  readonly answer: FakeAnswer;

  /** @param message a text, a list of texts, or a list of texts for each field */
  constructor(status: number, message: unknown) {
    super(JSON.stringify(message));
    this.answer = { status, body: { message } };
  }
}

/** 400 of a field that is wrong in itself. */
export function invalid(field: string, words: string): FakeRefusal {
  return new FakeRefusal(400, { [field]: [words] });
}

/** @param what `Project`, `Branch`; `Not found` is what it says without */
export function notFound(what?: string): FakeRefusal {
  return new FakeRefusal(404, what === undefined ? '404 Not found' : `404 ${what} Not Found`);
}

export function unauthorized(): FakeRefusal {
  return new FakeRefusal(401, '401 Unauthorized');
}
