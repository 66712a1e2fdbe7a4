import { expect, onTestFinished, test } from 'vitest';
import { FakeGitHub, TOKEN } from './fake-github.ts';

const HEADERS = {
  Accept: 'application/vnd.github+json',
  Authorization: `token ${TOKEN}`,
  'User-Agent': 'kumiki',
  'X-GitHub-Api-Version': '2022-11-28',
};
const JSON_HEADERS = { ...HEADERS, 'Content-Type': 'application/json' };
const NEW = { title: 'Bump', head: 'bump', base: 'main' };
const ENABLE =
  'mutation ($input: EnablePullRequestAutoMergeInput!) { enablePullRequestAutoMerge(input: $input) { pullRequest { id } } }';

function post(path: string, body: unknown): readonly [string, RequestInit] {
  return [path, { method: 'POST', headers: JSON_HEADERS, body: JSON.stringify(body) }];
}

test.each<readonly [string, readonly [string, RequestInit]]>([
  ["Accept is '*/*'", ['/repos/acme/manifests/pulls', { headers: { ...HEADERS, Accept: '*/*' } }]],
  ['no User-Agent of ours', ['/repos/acme/manifests/pulls', { headers: { ...HEADERS, 'User-Agent': 'x' } }]],
  [
    "the query 'state=opened' is none of this endpoint",
    ['/repos/acme/manifests/pulls?state=opened', { headers: HEADERS }],
  ],
  [
    "the query 'per_page=101' is none of this endpoint",
    ['/repos/acme/manifests/pulls?per_page=101', { headers: HEADERS }],
  ],
  ["the query 'head=bump' is none of this endpoint", ['/repos/acme/manifests/pulls?head=bump', { headers: HEADERS }]],
  ['there is no such endpoint', ['/repos/acme/manifests/pull', { headers: HEADERS }]],
  ["there is no field 'text'", post('/repos/acme/manifests/pulls', { ...NEW, text: 'x' })],
  ["'title' is no string", post('/repos/acme/manifests/pulls', { ...NEW, title: 1 })],
  ["'base' is missing", post('/repos/acme/manifests/pulls', { title: 'x', head: 'bump' })],
  ['the body is no object', post('/repos/acme/manifests/pulls', [NEW])],
  ['the body is no JSON', ['/repos/acme/manifests/pulls', { method: 'POST', headers: JSON_HEADERS, body: '{' }]],
  [
    "Field 'viewer' doesn't exist on type 'query'",
    post('/graphql', { query: 'query { viewer { login } }', variables: {} }),
  ],
  [
    'auto-merge without the commit that was meant',
    post('/graphql', { query: ENABLE, variables: { input: { pullRequestId: 'PR_1' } } }),
  ],
  [
    "there is no input 'sha'",
    post('/graphql', {
      query: ENABLE,
      variables: { input: { pullRequestId: 'PR_1', expectedHeadOid: 'x', sha: 'x' } },
    }),
  ],
])('what a client may not do is told: %s', async (violation, [path, init]) => {
  const fake = await FakeGitHub.start({ branches: { main: 'a'.repeat(40), bump: 'b'.repeat(40) } });
  onTestFinished(() => fake.stop());
  fake.repository.addPull('other', 'main');

  await fetch(`${fake.api}${path}`, init);

  expect(fake.violations.list.map((line) => line.replace(/^[^:]*: /, ''))).toEqual([violation]);
});

test('a merge and a removal of a branch are told to whoever has the commits', async () => {
  const told: string[] = [];
  const fake = await FakeGitHub.start({
    branches: { main: 'a'.repeat(40), bump: 'b'.repeat(40) },
    settings: { requiredApprovals: 1, dismissStale: true },
    onMerge: ({ branch }) => {
      told.push(`merge ${branch}`);
      return 'c'.repeat(40);
    },
    onRemoveBranch: (name) => told.push(`remove ${name}`),
  });
  onTestFinished(() => fake.stop());
  const pull = fake.repository.addPull('bump', 'main', { autoMerge: true });

  fake.repository.review(pull, 'ann', 'COMMENTED');
  fake.setBranch('bump', 'd'.repeat(40));
  fake.repository.review(pull, 'ann', 'APPROVED');
  fake.repository.removeBranch('bump');

  expect(told).toEqual(['merge bump', 'remove bump']);
  expect(fake.repository.state.branches).toEqual(new Map([['main', 'c'.repeat(40)]]));
});
