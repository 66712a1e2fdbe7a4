import { fieldsOf } from '../../fields.ts';
import { RemoteError } from '../../errors.ts';
import type { AnswerReader } from '../../http/answer-reader.ts';
import type { GitHubApi } from './github-api.ts';

export interface GraphQlError {
  /** `UNPROCESSABLE`, `FORBIDDEN`, `NOT_FOUND`, …; of a query that is itself wrong, none. */
  readonly type: string | undefined;
  readonly message: string;
}

/** What came of it; `absent` where the host has no such API: GitBucket, and an old Enterprise Server that lacks a field. */
export type GraphQlAnswer = { readonly data: AnswerReader } | { readonly errors: readonly GraphQlError[] } | 'absent';

/** What only GitHub's GraphQL API can do: https://docs.github.com/graphql. */
export class GraphQl {
  readonly #api: GitHubApi;
  readonly #address: string;

  constructor(api: GitHubApi) {
    this.#api = api;
    this.#address = addressOf(api.client.api.href);
  }

  /** @throws a RemoteError where it is refused as a whole; single errors are given back */
  async ask(what: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<GraphQlAnswer> {
    const answer = await this.#api.client.send({
      method: 'POST',
      path: this.#address,
      body: { query, variables },
      what,
      accept: [404, 405],
      isLimit,
    });
    if (answer.status !== 200) return 'absent';
    const errors = errorsOf(answer.body);
    if (errors.length === 0) return { data: this.#api.reader(answer.body, what).at('data') };
    return errors.some(({ message }) => /doesn't exist on type/.test(message)) ? 'absent' : { errors };
  }

  /** The same, for what must not fail. */
  async read(
    what: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<AnswerReader | 'absent'> {
    const answer = await this.ask(what, query, variables);
    if (answer === 'absent') return 'absent';
    if ('data' in answer) return answer.data;
    throw new RemoteError(
      `${this.#api.client.who}: cannot ${what}: ${this.wordsOf(answer.errors)}. Compare the name of the repository, and the rights of the token.`,
    );
  }

  /** What they say in words, for messages: one line without secrets. */
  wordsOf(errors: readonly GraphQlError[]): string {
    return this.#api.client.wordsOf({ status: 200, headers: {}, body: { errors } }).replace(/\.$/, '');
  }
}

/** Beside the REST API: https://docs.github.com/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint; of an Enterprise Server `https://HOST/api/graphql`. */
function addressOf(api: string): string {
  const root = api.replace(/\/+$/, '');
  return root.endsWith('/api/v3') ? `${root.slice(0, -'/v3'.length)}/graphql` : `${root}/graphql`;
}

function isLimit(body: unknown): boolean {
  return errorsOf(body).some(({ type, message }) => type === 'RATE_LIMITED' || /secondary rate limit/i.test(message));
}

function errorsOf(body: unknown): readonly GraphQlError[] {
  const { errors } = fieldsOf(body);
  return (Array.isArray(errors) ? errors : []).map((error: unknown) => {
    const { type, message } = fieldsOf(error);
    return { type: typeof type === 'string' ? type : undefined, message: String(message) };
  });
}
