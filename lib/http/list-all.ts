import { RemoteError } from '../errors.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts';
import { nextLink } from './link-header.ts';

/** More would be a host that leads in circles. */
const MOST_PAGES = 1000;

export interface ListAllOptions {
  /** Where the list is in what is answered. @default the whole body */
  readonly itemsOf?: ((body: unknown) => unknown) | undefined;
  /** The query of the next page, where a host does not name it; undefined after the last. @param page the number of this one, from 1 */
  readonly nextQuery?: ((answer: HttpAnswer, page: number) => HttpRequest['query']) | undefined;
}

/**
 * The items of all pages of a list: `Link: <…>; rel="next"` names the next. It is asked for at the API's own origin: a host behind a
 * proxy may not know that it is called by https.
 *
 * @throws a RemoteError where an answer is no list, or the next page is on another host
 */
export async function listAll(
  client: HttpClient,
  request: Omit<HttpRequest, 'method'>,
  { itemsOf = (body) => body, nextQuery = () => undefined }: ListAllOptions = {},
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  let next: HttpRequest = { ...request, method: 'GET' };
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    const answer = await client.send(next);
    const items = itemsOf(answer.body);
    if (!Array.isArray(items))
      throw new RemoteError(
        `${client.who}: cannot ${request.what}: the answer is no list. Compare --api with the address of its API.`,
      );
    all.push(...items);
    const address = nextPage(answer, client, request.what);
    const query = nextQuery(answer, page);
    if (address !== undefined) next = { ...next, path: address, query: undefined };
    else if (query !== undefined) next = { ...next, query: { ...next.query, ...query } };
    else return all;
  }
  throw new RemoteError(
    `${client.who}: cannot ${request.what}: the list has more than ${MOST_PAGES} pages. Close what is not needed any more.`,
  );
}

function nextPage({ headers }: HttpAnswer, client: HttpClient, what: string): string | undefined {
  const link = nextLink(headers['link']);
  if (link === undefined) return undefined;
  const { api } = client;
  const next = URL.canParse(link, api.href) ? new URL(link, api) : undefined;
  if (next?.hostname === api.hostname) return `${api.origin}${next.pathname}${next.search}`;
  throw new RemoteError(
    `${client.who}: cannot ${what}: the next page is said to be on another host (${next?.host ?? 'no address'}). Set the address that the host believes to have.`,
  );
}
