import { expect, test } from 'vitest';
import { clientOf, messageOf, TOKEN } from './client-of.ts';
import { serve } from './serve.ts';

const READ = { method: 'GET', path: '/old', what: 'read it' } as const;

test('reading follows a redirect of the same host with its token', async () => {
  const { origin, asked } = await serve(({ path }) =>
    path === '/old' ? { status: 301, headers: { Location: '/new?a=1' } } : { status: 200, body: { path } },
  );

  expect(await clientOf(origin).client.send(READ)).toMatchObject({ body: { path: '/new?a=1' } });
  expect(asked[1]?.headers['authorization']).toBe(`Bearer ${TOKEN}`);
});

test('another host is not sent a token, whatever header holds it', async () => {
  const other = await serve(() => ({ status: 200, body: {} }));
  const { origin } = await serve(() => ({ status: 307, headers: { Location: `${other.origin}/blob` } }));

  const answer = await clientOf(origin).client.send({ ...READ, headers: { 'Private-Token': TOKEN, Cookie: TOKEN } });

  expect(answer.status).toBe(200);
  expect(JSON.stringify(other.asked)).not.toContain(TOKEN);
  expect(other.asked[0]?.headers).toMatchObject({ accept: 'application/json', 'user-agent': 'kumiki' });
});

test('a whole address of another host is sent only what the request itself names', async () => {
  const other = await serve(() => ({ status: 200, body: {} }));

  await clientOf('http://127.0.0.1:9').client.send({
    ...READ,
    path: `${other.origin}/token?service=registry`,
    headers: { 'X-Own': 'yes' },
  });

  expect(other.asked).toMatchObject([{ path: '/token?service=registry', headers: { 'x-own': 'yes' } }]);
  expect(JSON.stringify(other.asked)).not.toContain(TOKEN);
});

test('what changes something follows no redirect', async () => {
  const { origin, asked } = await serve(() => ({
    status: 307,
    body: { message: 'Moved' },
    headers: { Location: 'https://git.example.com/api/new?secret=1' },
  }));

  expect(await messageOf(clientOf(origin).client.send({ ...READ, method: 'POST', body: {} }))).toBe(
    'Example (HOST): cannot read it: 307 Moved. It was moved to https://git.example.com/api/new: use its new address (--repository, --api).',
  );
  expect(asked).toHaveLength(1);
});

test('a circle ends', async () => {
  const { origin, asked } = await serve(() => ({ status: 302, headers: { Location: '/old' } }));

  expect(await messageOf(clientOf(origin).client.send(READ))).toBe(
    'Example (HOST): cannot read it: 302. It was moved to http://HOST/old: use its new address (--repository, --api).',
  );
  expect(asked).toHaveLength(6);
});
