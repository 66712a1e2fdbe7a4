import { UserError } from '../errors.ts';
import { harmless, type Exchange } from './exchange.ts';
import type { HttpClientOptions, HttpRequest } from './http-client.ts';

const TIMEOUT = 30_000;

/** What goes over the wire for a request. Another host than that of the API gets only the headers that the request itself names. */
export function buildExchange(request: HttpRequest, options: HttpClientOptions): Exchange {
  const { method, path, query = {}, body } = request;
  const address = new URL(/^https?:\/\//i.test(path) ? path : `${options.api}${path}`);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  const own = lowerCase(options.headers);
  const headers = {
    accept: 'application/json',
    ...(address.origin === new URL(options.api).origin ? own : harmless(own)),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...lowerCase(request.headers ?? {}),
  };
  checkHeaders(headers, options.name);
  return {
    method,
    address,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    timeout: options.timeout ?? TIMEOUT,
  };
}

/** The error of fetch would print the value. */
function checkHeaders(headers: Readonly<Record<string, string>>, who: string): void {
  for (const [name, value] of Object.entries(headers))
    if (!/^[\t\u0020-\u007E\u0080-\u00FF]*$/.test(value))
      throw new UserError(
        `${who}: what is sent as '${name}' has a line feed or another character that no header can hold. Write the token again, without it.`,
      );
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
