import { expect, test } from 'vitest';
import { clientOf, messageOf } from './client-of.ts';
import { recordedClock } from './recorded-clock.ts';
import { serve, type Answer } from './serve.ts';

const READ = { method: 'GET', path: '/it', what: 'read it' } as const;
const NOON = Date.parse('2026-01-01T12:00:00Z');
const SECONDS = NOON / 1000;

/** Answers in turn, and then with 200. */
function inTurn(...answers: readonly Answer[]): (asked: unknown, nth: number) => Answer {
  return (_, nth) => answers[nth - 1] ?? { status: 200, body: { nth } };
}

test.each<readonly [string, Answer]>([
  ['a connection that breaks off', 'drop'],
  ['500', { status: 500 }],
  ['502 with a page', { status: 502, body: '<html>Bad gateway</html>' }],
  ['503', { status: 503 }],
  ['504', { status: 504 }],
  ['408', { status: 408 }],
  ['429', { status: 429 }],
])('%s is asked for again, longer each time', async (_, answer) => {
  const { origin } = await serve(inTurn(answer, answer, answer));
  const { client, pauses } = clientOf(origin);

  expect(await client.send({ ...READ, method: 'POST', body: {} })).toMatchObject({ body: { nth: 4 } });
  expect(pauses).toEqual([250, 500, 1000]);
});

test.each<readonly [string, Answer, number]>([
  ['seconds', { status: 429, headers: { 'Retry-After': '7' } }, 7000],
  ['a date', { status: 503, headers: { 'Retry-After': 'Thu, 01 Jan 2026 12:00:20 GMT' } }, 20_000],
  ['a date that is over', { status: 503, headers: { 'Retry-After': 'Thu, 01 Jan 2026 11:00:00 GMT' } }, 0],
  ['a point in time', { status: 429, headers: { 'Retry-After': String(SECONDS + 9) } }, 9000],
  ['seconds of a 403', { status: 403, headers: { 'Retry-After': '3' } }, 3000],
  [
    'the reset of a limit',
    { status: 403, headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(SECONDS + 30) } },
    30_000,
  ],
  [
    'the reset of a limit, by its other name',
    { status: 429, headers: { 'RateLimit-Remaining': '0', 'RateLimit-Reset': String(SECONDS + 31) } },
    31_000,
  ],
  [
    'the reset of a limit, as a span',
    { status: 429, headers: { 'RateLimit-Remaining': '0', 'RateLimit-Reset': '32' } },
    32_000,
  ],
  [
    'a minute where a secondary limit does not say',
    {
      status: 403,
      body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
      headers: { 'X-RateLimit-Remaining': '4000', 'X-RateLimit-Reset': String(SECONDS + 3000) },
    },
    60_000,
  ],
])('the pause is what the host asks for: %s', async (_, answer, pause) => {
  const { origin } = await serve(inTurn(answer));
  const { client, pauses } = clientOf(origin);

  expect(await client.send(READ)).toMatchObject({ body: { nth: 2 } });
  expect(pauses).toEqual([pause]);
});

test('a limit comes before a status that would be an answer', async () => {
  const { origin } = await serve(inTurn({ status: 403, headers: { 'Retry-After': '1' } }, { status: 403, body: {} }));
  const { client, pauses } = clientOf(origin);

  expect(await client.send({ ...READ, accept: [403] })).toMatchObject({ status: 403 });
  expect(pauses).toEqual([1000]);
});

test('a success may say that there were too many requests', async () => {
  const limited = { status: 200, body: { errors: [{ type: 'RATE_LIMITED' }] }, headers: { 'Retry-After': '2' } };
  const { origin } = await serve(inTurn(limited));
  const { client, pauses } = clientOf(origin);

  const answer = await client.send({ ...READ, isLimit: (body) => JSON.stringify(body).includes('RATE_LIMITED') });

  expect(answer).toMatchObject({ body: { nth: 2 } });
  expect(pauses).toEqual([2000]);
});

test('ten attempts are the most', async () => {
  const { origin, asked } = await serve(() => ({ status: 500, body: { message: 'Oops' } }));
  const { client, pauses } = clientOf(origin, { clock: recordedClock(NOON, 0.1) });

  expect(await messageOf(client.send(READ))).toBe(
    'Example (HOST): cannot read it: 500 Oops. It was asked 10 times: run again later.',
  );
  expect(asked).toHaveLength(10);
  expect(pauses).toEqual([50, 100, 200, 400, 800, 1600, 3000, 3000, 3000]);
});

test('two minutes of pauses are the most', async () => {
  const { origin, asked } = await serve(() => ({ status: 429, headers: { 'Retry-After': '50' } }));
  const { client, pauses } = clientOf(origin);

  expect(await messageOf(client.send(READ))).toBe(
    'Example (HOST): cannot read it: 429. It takes no more requests until 2026-01-01T12:02:30.000Z: run again then.',
  );
  expect({ asked: asked.length, pauses }).toEqual({ asked: 3, pauses: [50_000, 50_000] });
});

test('a limit that ends later is told at once', async () => {
  const { origin, asked } = await serve(() => ({
    status: 403,
    body: { message: 'API rate limit exceeded for user ID 1.' },
    headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(SECONDS + 1800) },
  }));
  const { client, pauses } = clientOf(origin);

  expect(await messageOf(client.send(READ))).toBe(
    'Example (HOST): cannot read it: 403 API rate limit exceeded for user ID 1. It takes no more requests until 2026-01-01T12:30:00.000Z: run again then.',
  );
  expect({ asked: asked.length, pauses }).toEqual({ asked: 1, pauses: [] });
});

test('a host that does not answer in time is asked again, and told', async () => {
  const { origin, server } = await serve(() => ({ status: 200 }));
  server.removeAllListeners('request');
  const { client, pauses } = clientOf(origin, { timeout: 20, clock: recordedClock(NOON, 0) });

  expect(await messageOf(client.send(READ))).toBe(
    'Example (HOST): cannot read it: it does not answer in time. Run again later. Where only a proxy leads out, name it in HTTPS_PROXY.',
  );
  expect(pauses).toHaveLength(9);
});

test('a host that refuses connections is asked four times', async () => {
  const { origin, server } = await serve(() => ({ status: 200 }));
  await new Promise((resolve) => server.close(resolve));
  const { client, pauses } = clientOf(origin);

  expect(await messageOf(client.send(READ))).toBe(
    'Example (HOST): cannot read it: it cannot be reached (ECONNREFUSED). Compare its address. Where only a proxy leads out, name it in HTTPS_PROXY.',
  );
  expect(pauses).toHaveLength(3);
});

test('a connection that always breaks off is told after ten attempts', async () => {
  const { origin, asked } = await serve(() => 'drop');

  expect(await messageOf(clientOf(origin, { clock: recordedClock(NOON, 0) }).client.send(READ))).toBe(
    'Example (HOST): cannot read it: the connection broke off (UND_ERR_SOCKET). Run again later.',
  );
  expect(asked).toHaveLength(10);
});
