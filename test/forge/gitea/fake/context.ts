import { notFound, type FakeAnswer } from './answer.ts';
import type { FakeToken } from './people.ts';
import type { FakeGiteaRepository, FakePull } from './repository.ts';
import { showPull } from './show.ts';

/** What a route needs to answer. */
export interface FakeContext {
  readonly repository: FakeGiteaRepository;
  readonly token: FakeToken;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The page of the repository. */
  readonly page: string;
  readonly pageSize: number;
}

export interface FakeRoute {
  readonly method: string;
  /** Below the repository. */
  readonly path: RegExp;
  /** Of the token: a GET takes its `read:`, all others its `write:`. */
  readonly scope: 'repository' | 'issue';
  /** The type of each field that the body may have. */
  readonly fields?: Readonly<Record<string, 'string' | 'boolean'>>;
  readonly query?: readonly string[];
  handle(context: FakeContext, ...parts: readonly string[]): FakeAnswer;
}

export function pullOf({ repository }: FakeContext, number: string | undefined): FakePull {
  requirePulls(repository);
  const pull = repository.pulls.find((one) => one.number === Number(number));
  if (pull === undefined) throw notFound();
  return pull;
}

/** One page; its total is said, and no next one. */
export function paged({ query, pageSize }: FakeContext, all: readonly unknown[]): FakeAnswer {
  const size = Math.min(Number(query.get('limit') ?? pageSize), pageSize);
  const from = (Number(query.get('page') ?? 1) - 1) * size;
  return { status: 200, body: all.slice(from, from + size), headers: { 'x-total-count': String(all.length) } };
}

export function shown({ repository, page }: FakeContext, pull: FakePull): object {
  return showPull(repository, pull, page);
}

export function requirePulls({ hasPullRequests }: FakeGiteaRepository): void {
  if (!hasPullRequests) throw notFound();
}
