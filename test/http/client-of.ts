import type { HttpClientOptions } from '../../lib/http/http-client.ts';
import { HttpClient } from '../../lib/http/http-client.ts';
import { recordedClock, type RecordedClock } from './recorded-clock.ts';

export const TOKEN = 'token-of-a-bot';

/** A client of a server, with a token, and a clock that never waits. */
export function clientOf(
  api: string,
  options: Partial<HttpClientOptions> & { readonly clock?: RecordedClock } = {},
): { readonly client: HttpClient; readonly pauses: readonly number[] } {
  const clock = options.clock ?? recordedClock();
  const client = new HttpClient({
    name: 'Example',
    api,
    headers: { Authorization: `Bearer ${TOKEN}`, 'User-Agent': 'kumiki' },
    secrets: [TOKEN],
    env: {},
    ...options,
    clock,
  });
  return { client, pauses: clock.pauses };
}

/** What is thrown, as text without the port that changes from run to run. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error.message.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');
  }
  return 'nothing was thrown';
}
