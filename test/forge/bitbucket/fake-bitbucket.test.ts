import { expect, onTestFinished, test } from 'vitest';
import { FakeBitbucket } from './fake-bitbucket.ts';
import { BOT_TOKEN } from './fake/people.ts';

const HEADERS = { Authorization: `Bearer ${BOT_TOKEN}`, 'User-Agent': 'kumiki' };
const NEW = { title: 'Bump', source: { branch: { name: 'bump' } }, destination: { branch: { name: 'main' } } };

function send(method: string, path: string, body: unknown): readonly [string, RequestInit] {
  return [path, { method, headers: { ...HEADERS, 'Content-Type': 'application/json' }, body: JSON.stringify(body) }];
}

test.each<readonly [string, readonly [string, RequestInit]]>([
  ['no User-Agent of ours', ['/pullrequests/1', { headers: { ...HEADERS, 'User-Agent': 'x' } }]],
  ['there is no such endpoint', ['/pulls', { headers: HEADERS }]],
  ['there is no such endpoint', send('PATCH', '/pullrequests/1', {})],
  ["the query 'state=OPEN' is none of this endpoint", ['/pullrequests?state=OPEN', { headers: HEADERS }]],
  ["the query 'pagelen=51' is none of this endpoint", ['/pullrequests?pagelen=51', { headers: HEADERS }]],
  ["there is no field 'body'", send('POST', '/pullrequests', { ...NEW, body: 'x' })],
  ["'title' is no string", send('POST', '/pullrequests', { ...NEW, title: 1 })],
  ["'title' is missing", send('PUT', '/pullrequests/1', { description: 'x' })],
  ["'source.branch' is no object", send('POST', '/pullrequests', { ...NEW, source: { branch: 'bump' } })],
  ["'reviewers[].uuid' is missing", send('PUT', '/pullrequests/1', { title: 'x', reviewers: [{}] })],
  ["'reviewers' is no list", send('PUT', '/pullrequests/1', { title: 'x', reviewers: {} })],
  ['it takes no body', send('POST', '/pullrequests/1/decline', {})],
  ["there is no merge strategy 'rebase'", send('POST', '/pullrequests/1/merge', { merge_strategy: 'rebase' })],
])('what a client may not do is told: %s', async (violation, [path, init]) => {
  const fake = await FakeBitbucket.start({ branches: { main: 'a'.repeat(40), bump: 'b'.repeat(40) } });
  onTestFinished(() => fake.stop());
  fake.repository.addPull('bump', 'main');

  await fetch(`${fake.api}/repositories/acme/manifests${path}`, init);

  expect(fake.violations.map((line) => line.replace(/^[^:]*: /, ''))).toEqual([violation]);
});

test.each(['source.branch.name=bump', 'state="OPEN" AND', '(state="OPEN"', 'title="x"', 'state>"OPEN"'])(
  'a query that is none is refused: %s',
  async (q) => {
    const fake = await FakeBitbucket.start();
    onTestFinished(() => fake.stop());
    const query = new URLSearchParams({ q });

    const { status } = await fetch(`${fake.api}/repositories/acme/manifests/pullrequests?${query}`, {
      headers: HEADERS,
    });

    expect(status).toBe(400);
  },
);
