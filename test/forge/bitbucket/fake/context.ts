import { notFound, type FakeAnswer } from './answer.ts';
import type { FakeToken } from './people.ts';
import type { FakeBitbucketRepository, FakePull } from './repository.ts';
import type { FakeFields } from './strict.ts';

/** What a route needs to answer. */
export interface FakeContext {
  readonly repository: FakeBitbucketRepository;
  readonly token: FakeToken;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The address that was asked for, without its query. */
  readonly address: string;
  /** The host that the next page is said to be on. */
  readonly nextOrigin: string | undefined;
  readonly pageSize: number;
  readonly violate: (what: string) => void;
}

export interface FakeRoute {
  readonly method: string;
  /** Below the repository. */
  readonly path: RegExp;
  readonly scope: 'repository' | 'repository:write' | 'pullrequest' | 'pullrequest:write';
  /** A pattern of each parameter. */
  readonly query?: Readonly<Record<string, RegExp>>;
  readonly fields?: FakeFields;
  handle(context: FakeContext, ...parts: readonly string[]): FakeAnswer;
}

export function pullOf({ repository }: FakeContext, number: string | undefined): FakePull {
  const pull = repository.pulls.find((one) => one.number === Number(number));
  if (pull === undefined) throw notFound();
  return pull;
}

/** One page, and the address of the next. */
export function paged({ query, pageSize, address, nextOrigin }: FakeContext, all: readonly unknown[]): FakeAnswer {
  const size = Math.min(Number(query.get('pagelen') ?? 10), pageSize);
  const page = Number(query.get('page') ?? 1);
  const next = new URL(address);
  for (const [name, value] of query) next.searchParams.set(name, value);
  next.searchParams.set('page', String(page + 1));
  const href = nextOrigin === undefined ? next.href : next.href.replace(next.origin, nextOrigin);
  const isLast = page * size >= all.length;
  const values = all.slice((page - 1) * size, page * size);
  return { status: 200, body: { pagelen: size, page, values, ...(isLast ? {} : { next: href }) } };
}
