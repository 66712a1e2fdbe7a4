import { expect, test } from 'vitest';
import { nextLink } from '../../lib/http/link-header.ts';
import { listAll } from '../../lib/http/list-all.ts';
import { clientOf, messageOf, TOKEN } from './client-of.ts';
import { serve } from './serve.ts';

const LIST = { path: '/list', query: { per_page: 2 }, what: 'list them' } as const;

test('all pages are one list', async () => {
  const { origin, asked } = await serve(({ headers }, nth) => ({
    status: 200,
    body: [nth, nth * 10],
    headers: nth < 3 ? { Link: `<http://${headers['host']}/other?page=${nth + 1}>; rel="next", <x>; rel="last"` } : {},
  }));

  expect(await listAll(clientOf(origin).client, LIST)).toEqual([1, 10, 2, 20, 3, 30]);
  expect(asked.map(({ path }) => path)).toEqual(['/list?per_page=2', '/other?page=2', '/other?page=3']);
});

test('the list may lie in a field', async () => {
  const { origin } = await serve(() => ({ status: 200, body: { items: [1] } }));
  const itemsOf = (body: unknown) => (body as { items: unknown }).items;

  expect(await listAll(clientOf(origin).client, LIST, { itemsOf })).toEqual([1]);
});

test('a host that takes itself for one without https is asked as before', async () => {
  const { origin, asked } = await serve((_, nth) => ({
    status: 200,
    body: [nth],
    headers: nth === 1 ? { Link: '<https://127.0.0.1/list?page=2>; rel="next"' } : {},
  }));

  expect(await listAll(clientOf(origin).client, LIST)).toEqual([1, 2]);
  expect(asked[1]?.path).toBe('/list?page=2');
});

test('a next page on another host is never followed', async () => {
  const other = await serve(() => ({ status: 200, body: [] }));
  const { origin } = await serve(() => ({
    status: 200,
    body: [],
    headers: { Link: `<${other.origin.replace('127.0.0.1', 'localhost')}/list>; rel="next"` },
  }));

  expect(await messageOf(listAll(clientOf(origin).client, LIST))).toBe(
    `Example (HOST): cannot list them: the next page is said to be on another host (localhost:${other.port}). Set the address that the host believes to have.`,
  );
  expect(other.asked).toEqual([]);
});

test('what is no list is told', async () => {
  const { origin } = await serve(() => ({ status: 200, body: { message: TOKEN } }));

  expect(await messageOf(listAll(clientOf(origin).client, LIST))).toBe(
    'Example (HOST): cannot list them: the answer is no list. Compare --api with the address of its API.',
  );
});

test('a list without end ends', async () => {
  const { origin } = await serve(() => ({ status: 200, body: [1], headers: { Link: '</list>; rel=next' } }));

  expect(await messageOf(listAll(clientOf(origin).client, LIST))).toBe(
    'Example (HOST): cannot list them: the list has more than 1000 pages. Close what is not needed any more.',
  );
});

test.each([
  [undefined, undefined],
  ['<https://a/?page=1>; rel="prev", <https://a/?page=3>; rel="next"', 'https://a/?page=3'],
  ['<https://a/?x=1,2>; rel="first next"; title="y"', 'https://a/?x=1,2'],
  ['<https://a/>; rel=next', 'https://a/'],
  ['<https://a/>; rel="nextish"', undefined],
  ['<https://a/>; rel="last"', undefined],
])('the next of %s', (header, next) => {
  expect(nextLink(header)).toBe(next);
});
