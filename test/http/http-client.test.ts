import { expect, test } from 'vitest';
import { RemoteError } from '../../lib/errors.ts';
import { HttpError } from '../../lib/http/http-error.ts';
import { clientOf, messageOf, TOKEN } from './client-of.ts';
import { serve, type Answer } from './serve.ts';

const READ = { method: 'GET', path: '/it', what: 'read it' } as const;

test('a request has its query, its body as JSON, its headers, and an answer with its JSON', async () => {
  const { origin, asked } = await serve(() => ({ status: 201, body: { id: 1 }, headers: { 'X-Id': '7' } }));

  const answer = await clientOf(`${origin}/api/v3`).client.send({
    method: 'POST',
    path: '/repos/acme%2Fmanifests',
    query: { state: 'all', page: 2 },
    body: { title: 'ü' },
    headers: { 'X-More': 'yes' },
    what: 'make it',
  });

  expect(answer).toMatchObject({ status: 201, body: { id: 1 }, headers: { 'x-id': '7' } });
  expect(asked).toMatchObject([
    {
      method: 'POST',
      path: '/api/v3/repos/acme%2Fmanifests?state=all&page=2',
      body: '{"title":"ü"}',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'user-agent': 'kumiki',
        'content-type': 'application/json',
        'x-more': 'yes',
      },
    },
  ]);
});

test('an answer without content has no body', async () => {
  const { origin } = await serve(() => ({ status: 204 }));

  expect(await clientOf(origin).client.send({ ...READ, method: 'DELETE' })).toMatchObject({ body: undefined });
});

test('a status that is an answer is given back, also where it is no JSON', async () => {
  const { origin } = await serve(() => ({ status: 404, body: 'no such thing' }));

  expect(await clientOf(origin).client.send({ ...READ, accept: [404] })).toMatchObject({
    status: 404,
    body: undefined,
  });
});

const REFUSALS: readonly (readonly [name: string, answer: Answer, message: string])[] = [
  [
    'a wrong token',
    { status: 401, body: { message: 'Bad credentials' } },
    'Example (HOST): cannot read it: 401 Bad credentials. The token is wrong or expired: put a valid one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.',
  ],
  [
    'a right that is missing',
    { status: 403, body: { message: 'Not for you.' } },
    'Example (HOST): cannot read it: 403 Not for you. The token lacks a right for that: give it the right, or put another token into KUMIKI_TOKEN.',
  ],
  [
    'what is not there',
    { status: 404, body: { message: '404 Project Not Found' } },
    'Example (HOST): cannot read it: 404 Project Not Found. It is not there, or the token cannot see it: compare the name of the repository, and the rights of the token.',
  ],
  [
    'what breaks a rule, with all that the host says',
    {
      status: 422,
      body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'base', code: 'invalid' }] },
    },
    'Example (HOST): cannot read it: 422 Validation Failed: resource PullRequest, field base, code invalid. Mend what it names, and run again.',
  ],
  [
    'messages by field',
    { status: 400, body: { message: { title: ['is too long', 'is odd'] } } },
    'Example (HOST): cannot read it: 400 title is too long, title is odd. Mend what it names, and run again.',
  ],
  [
    'a page where JSON is expected',
    { status: 200, body: '<!DOCTYPE html><title>Sign in</title>' },
    "Example (HOST): cannot read it: 200 a web page, 'Sign in'. That is no answer of an API: a proxy or a login page stands between, or --api is wrong (it is http://HOST).",
  ],
  [
    'a page that is not found',
    { status: 404, body: '<html><body>Nothing here</body></html>' },
    'Example (HOST): cannot read it: 404 a web page. That is no answer of an API: a proxy or a login page stands between, or --api is wrong (it is http://HOST).',
  ],
  [
    'a text where JSON is expected',
    { status: 200, body: 'OK' },
    'Example (HOST): cannot read it: 200 OK. That is no answer of an API: a proxy or a login page stands between, or --api is wrong (it is http://HOST).',
  ],
  [
    'a method that it does not have',
    { status: 501, body: '' },
    'Example (HOST): cannot read it: 501. Run again later.',
  ],
];

test.each(REFUSALS)('%s is refused with its message, and not asked for again', async (_, answer, message) => {
  const { origin, asked } = await serve(() => answer);
  const { client, pauses } = clientOf(origin);

  expect(await messageOf(client.send(READ))).toBe(message);
  expect({ asked: asked.length, pauses }).toEqual({ asked: 1, pauses: [] });
});

test('without a token the advice is to give one', async () => {
  const { origin } = await serve(() => ({ status: 401, body: {} }));

  expect(await messageOf(clientOf(origin, { secrets: [''], headers: {} }).client.send(READ))).toBe(
    'Example (HOST): cannot read it: 401. It wants a token: put one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.',
  );
});

test('a refusal carries its status', async () => {
  const { origin } = await serve(() => ({ status: 409, body: {} }));

  const thrown = await clientOf(origin)
    .client.send(READ)
    .catch((error: unknown) => error);

  expect(thrown).toBeInstanceOf(RemoteError);
  expect(thrown instanceof HttpError && thrown.status).toBe(409);
});

test('whoever knows the host advises better', async () => {
  const { origin } = await serve(() => ({ status: 403, body: {}, headers: { 'X-Accepted': 'pulls=write' } }));
  const { client } = clientOf(origin, { advise: ({ headers }) => `It wants ${headers['x-accepted']}.` });

  expect(await messageOf(client.send(READ))).toBe('Example (HOST): cannot read it: 403. It wants pulls=write.');
});

test('no message holds the token, however the host gives it back', async () => {
  const echo = `${TOKEN} ${Buffer.from(`${TOKEN}`).toString('base64')} ${'x'.repeat(270)}${TOKEN}`;
  const { origin } = await serve(() => ({ status: 400, body: { message: echo } }));

  const message = await messageOf(clientOf(origin).client.send(READ));

  expect(message).toBe(
    `Example (HOST): cannot read it: 400 *** *** ${'x'.repeat(270)}***. Mend what it names, and run again.`,
  );
});

test('what a host says is one line of at most 300 characters, without what a terminal obeys', async () => {
  const { origin } = await serve(() => ({ status: 400, body: { message: `\u001B[31mred\r\n\n${'y'.repeat(400)}` } }));

  expect(await messageOf(clientOf(origin).client.send(READ))).toContain(`400 [31mred ${'y'.repeat(291)}…. Mend`);
});

test('a token that no header can hold is told without it', () => {
  const { client } = clientOf('http://127.0.0.1:9', { headers: { Authorization: 'Bearer secret\n' } });

  return expect(messageOf(client.send(READ))).resolves.toBe(
    "Example: what is sent as 'authorization' has a line feed or another character that no header can hold. Write the token again, without it.",
  );
});

test.each([
  [
    'git.example.com',
    "Example: 'git.example.com' is no address of an API. Name one such as https://git.example.com with --api.",
  ],
  [
    'file:///etc',
    "Example: 'file:///etc' is no address of an API. Name one such as https://git.example.com with --api.",
  ],
  [
    'https://bot:hunter2@git.example.com/api',
    'Example: the address of the API at git.example.com holds a user or password. Leave it out, and put the token into KUMIKI_TOKEN.',
  ],
])('%s is no address of an API', (api, message) => {
  expect(() => clientOf(api)).toThrow(message);
});
