import { expect, onTestFinished, test } from 'vitest';
import { BOT_TOKEN } from './fake/people.ts';
import { FakeGitLab } from './fake-gitlab.ts';

const HEADERS = { 'PRIVATE-TOKEN': BOT_TOKEN, 'User-Agent': 'kumiki' };
const NEW = { title: 'Bump', source_branch: 'bump', target_branch: 'main' };

function send(method: string, path: string, body: unknown): readonly [string, RequestInit] {
  return [path, { method, headers: { ...HEADERS, 'Content-Type': 'application/json' }, body: JSON.stringify(body) }];
}

async function start(): Promise<{ readonly fake: FakeGitLab; readonly root: string }> {
  const fake = await FakeGitLab.start({ branches: { main: 'a'.repeat(40), bump: 'b'.repeat(40) } });
  onTestFinished(() => fake.stop());
  fake.repository.addRequest('other', 'main', { head: 'c'.repeat(40) });
  return { fake, root: `${fake.api}/projects/acme%2Fplatform%2Fmanifests` };
}

test.each<readonly [string, readonly [string, RequestInit]]>([
  ['no User-Agent of ours', ['/merge_requests/1', { headers: { ...HEADERS, 'User-Agent': 'x' } }]],
  [
    'the token is no Authorization',
    ['/merge_requests/1', { headers: { ...HEADERS, Authorization: `Bearer ${BOT_TOKEN}` } }],
  ],
  ['there is no such endpoint', ['/pulls', { headers: HEADERS }]],
  ['there is no such endpoint', send('PATCH', '/merge_requests/1', {})],
  ["the query 'state=open' is none of this endpoint", ['/merge_requests?state=open', { headers: HEADERS }]],
  ["the query 'per_page=101' is none of this endpoint", ['/merge_requests?per_page=101', { headers: HEADERS }]],
  ["there is no field 'body'", send('POST', '/merge_requests', { ...NEW, body: 'x' })],
  ["'title' is no string", send('POST', '/merge_requests', { ...NEW, title: 1 })],
  ["'target_branch' is missing", send('POST', '/merge_requests', { title: 'Bump', source_branch: 'bump' })],
  ["there is no state_event 'merge'", send('PUT', '/merge_requests/1', { state_event: 'merge' })],
  ["'sha' is missing", send('PUT', '/merge_requests/1/merge', {})],
  [
    'an old one would not understand it',
    send('PUT', '/merge_requests/1/merge', { sha: 'c'.repeat(40), auto_merge: true }),
  ],
  ['it takes no body', send('POST', '/merge_requests/1/cancel_merge_when_pipeline_succeeds', {})],
  ["the text runs the quick action '/close'", send('POST', '/merge_requests', { ...NEW, description: 'a\n\r/close' })],
  ["the text runs the quick action '/Merge'", send('POST', '/merge_requests/1/notes', { body: '/Merge' })],
])('what a client may not do is told: %s', async (violation, [path, init]) => {
  const { fake, root } = await start();

  await fetch(`${root}${path}`, init);

  expect(fake.violations.map((line) => line.replace(/^[^:]*: /, ''))).toEqual([violation]);
});

test.each<readonly [string, readonly [string, RequestInit]]>([
  ['it passes by the merge train', send('PUT', '/merge_requests/1/merge', { sha: 'c'.repeat(40) })],
  [
    'it passes by the merge train',
    send('PUT', '/merge_requests/1/merge', {
      sha: 'c'.repeat(40),
      auto_merge: true,
      merge_when_pipeline_succeeds: true,
    }),
  ],
  ["'sha' is missing", send('POST', '/merge_trains/merge_requests/1', {})],
  ["there is no field 'squash'", send('POST', '/merge_trains/merge_requests/1', { sha: 'c'.repeat(40), squash: true })],
  [
    'an old one would not understand it',
    send('POST', '/merge_trains/merge_requests/1', { sha: 'c'.repeat(40), auto_merge: true }),
  ],
  ['there is no such endpoint', send('DELETE', '/merge_trains/merge_requests/1', {})],
])('with merge trains, what a client may not do is told: %s', async (violation, [path, init]) => {
  const { fake, root } = await start();
  fake.repository.settings.hasTrains = true;

  await fetch(`${root}${path}`, init);

  expect(fake.violations.map((line) => line.replace(/^[^:]*: /, ''))).toEqual([violation]);
});

test.each([
  ['running', 405, 'opened'],
  ['success', 200, 'merged'],
])('auto-merge of one whose pipeline is %s joins no merge train: %i', async (pipeline, expected, state) => {
  const { fake, root } = await start();
  Object.assign(fake.repository.settings, { hasTrains: true, needsPipeline: true, lag: 0 });
  fake.repository.pipelines.set('c'.repeat(40), pipeline);
  const request = fake.repository.requests[0];
  const body = { sha: 'c'.repeat(40), auto_merge: true, merge_when_pipeline_succeeds: true };
  if (request !== undefined) request.checking = 0;

  const [path, init] = send('PUT', '/merge_requests/1/merge', body);
  const { status } = await fetch(`${root}${path}`, init);

  expect([status, request?.state, request?.train]).toEqual([expected, state, undefined]);
});

test('a project whose path is not one part is not there', async () => {
  const { fake } = await start();

  const { status } = await fetch(`${fake.api}/projects/acme/platform/manifests/merge_requests`, { headers: HEADERS });

  expect(status).toBe(404);
});
