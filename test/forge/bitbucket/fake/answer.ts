export interface FakeAnswer {
  readonly status: number;
  /** JSON, or a page where it is a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, as Bitbucket words it. */
export class FakeRefusal extends Error {
  readonly answer: FakeAnswer;

  /** @param more `detail`, `fields` */
  constructor(status: number, message: string, more: object = {}) {
    super(message);
    this.answer = { status, body: { type: 'error', error: { message, ...more } } };
  }
}

/** 400 of a field that is wrong in itself. */
export function invalid(field: string, words: string): FakeRefusal {
  return new FakeRefusal(400, 'Bad request', { fields: { [field]: [words] } });
}

export function notFound(): FakeRefusal {
  return new FakeRefusal(404, 'Resource not found');
}
