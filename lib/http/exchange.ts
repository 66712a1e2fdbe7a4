import type { Dispatcher } from 'undici';
import type { RawAnswer } from './raw-answer.ts';

export interface Exchange {
  readonly method: string;
  readonly address: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** For all of it, redirects included, in milliseconds. */
  readonly timeout: number;
}

const MOST_REDIRECTS = 5;
/** All that another host may see of a request: no header there can be a credential, whatever its name is. */
const HARMLESS = new Set(['accept', 'user-agent', 'content-type']);

/**
 * One request and its answer. Redirects are followed where nothing is changed by the request (GET and HEAD); another host is sent no
 * credentials.
 */
export async function exchange(request: Exchange, dispatcher: Dispatcher): Promise<RawAnswer> {
  // Loaded here: most commands need no network.
  const { fetch } = await import('undici');
  const signal = AbortSignal.timeout(request.timeout);
  const follows = request.method === 'GET' || request.method === 'HEAD';
  let { address, headers } = request;
  for (let redirects = 0; ; redirects += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each answer names the next
    const response = await fetch(address, {
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      dispatcher,
      signal,
    });
    // oxlint-disable-next-line no-await-in-loop -- see above
    const text = await response.text();
    const answer = { status: response.status, headers: Object.fromEntries(response.headers), text, address };
    const next = redirectOf(answer);
    if (!follows || next === undefined || redirects === MOST_REDIRECTS) return answer;
    if (next.origin !== address.origin) headers = harmless(headers);
    address = next;
  }
}

/** Where an answer leads. */
export function redirectOf({ status, headers, address }: RawAnswer): URL | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  if (!URL.canParse(location, address.href)) return undefined;
  const next = new URL(location, address);
  return next.protocol === 'https:' || next.protocol === 'http:' ? next : undefined;
}

export function harmless(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.has(name)));
}
