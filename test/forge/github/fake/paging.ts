import type { FakeAnswer, FakeRequest } from './request.ts';

export const PAGING = { per_page: /^(?:[1-9]\d?|100)$/, page: /^[1-9]\d*$/ };

/** One page of a list, and where the others are. @param wrap what the list lies in */
export function pageOf(
  items: readonly unknown[],
  request: FakeRequest,
  wrap: (page: readonly unknown[]) => unknown = (page) => page,
): FakeAnswer {
  const size = Number(request.query.get('per_page') ?? 30);
  const page = Number(request.query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, rel: string): string => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(to));
    return `<${request.origin}${encodeURI(request.path)}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    status: 200,
    body: wrap(items.slice((page - 1) * size, page * size)),
    headers: links.length === 0 ? {} : { Link: links.join(', ') },
  };
}
