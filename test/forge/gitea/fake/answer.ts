export interface FakeAnswer {
  readonly status: number;
  /** JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal, as Gitea words it. */
export class FakeRefusal extends Error {
  readonly answer: FakeAnswer;

  constructor(status: number, message: string) {
    super(message);
    this.answer = { status, body: { message, url: 'http://127.0.0.1/api/swagger' } };
  }
}

export function notFound(): FakeRefusal {
  return new FakeRefusal(404, 'not found');
}
