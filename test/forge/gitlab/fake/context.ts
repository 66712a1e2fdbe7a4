import { notFound, type FakeAnswer } from './answer.ts';
import type { FakeToken } from './people.ts';
import type { FakeGitLabRepository, FakeMergeRequest } from './repository.ts';
import { showRequest } from './show.ts';
import type { FakeFields } from './strict.ts';

/** What a route needs to answer. */
export interface FakeContext {
  readonly repository: FakeGitLabRepository;
  readonly token: FakeToken;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The address that was asked for. */
  readonly address: string;
  readonly pageSize: number;
  /** Whether the header `Link` gets through. */
  readonly hasLinks: boolean;
  readonly violate: (what: string) => void;
}

export interface FakeRoute {
  readonly method: string;
  /** Below the project. */
  readonly path: RegExp;
  /** A pattern of each parameter. */
  readonly query?: Readonly<Record<string, RegExp>>;
  /** Undefined where it takes no body. */
  readonly fields?: FakeFields;
  handle(context: FakeContext, ...parts: readonly string[]): FakeAnswer;
}

export const PAGING = { page: /^\d+$/, per_page: /^(?:[1-9]\d?|100)$/ };

/** Asking is what brings it further. */
export function requestOf({ repository }: FakeContext, number: string | undefined): FakeMergeRequest {
  const request = repository.requests.find((one) => one.number === Number(number));
  if (request === undefined) throw notFound();
  repository.goOn(request);
  return request;
}

export function shown({ repository }: FakeContext, request: FakeMergeRequest, status = 200): FakeAnswer {
  return { status, body: showRequest(repository, request, true) };
}

/** One page; headers name the next: https://docs.gitlab.com/api/rest/#offset-based-pagination. */
export function paged({ query, pageSize, address, hasLinks }: FakeContext, all: readonly unknown[]): FakeAnswer {
  const size = Math.min(Number(query.get('per_page') ?? 20), pageSize);
  const page = Number(query.get('page') ?? 1);
  const isLast = page * size >= all.length;
  const next = new URL(address);
  next.searchParams.set('page', String(page + 1));
  const links = isLast ? '' : `<${next.href}>; rel="next", `;
  return {
    status: 200,
    body: all.slice((page - 1) * size, page * size),
    headers: {
      'x-next-page': isLast ? '' : String(page + 1),
      ...(hasLinks ? { link: `${links}<${address}>; rel="first"` } : {}),
    },
  };
}
