import { expect, test } from 'vitest';
import { UserError } from '../../../lib/errors.ts';
import { openGitHub } from '../../../lib/forge/github/open-github.ts';
import { messageOf } from '../../http/client-of.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import type { FakeToken } from './fake/rights.ts';
import { TOKEN, type FakeGitHubOptions } from './fake-github.ts';
import { commit, withFakeGitHub } from './with-fake-github.ts';

const NEW = { branch: 'bump', base: 'main', title: 'Bump', text: '' };
const WHERE = "GitHub (HOST): cannot open a pull request of 'bump'";

function withToken(token: FakeToken, settings = {}): FakeGitHubOptions {
  return { tokens: { [TOKEN]: token }, settings };
}

test.each<readonly [string, FakeGitHubOptions, string | null, string]>([
  [
    'a wrong token',
    {},
    'github_pat_other',
    `${WHERE}: 401 Bad credentials. The token is wrong or expired: put a valid one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.`,
  ],
  [
    'no token, in a repository that all may read',
    { settings: { isPrivate: false } },
    null,
    `${WHERE}: 401 Requires authentication. It wants a token: put one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.`,
  ],
  [
    'no token, in one that is private',
    {},
    null,
    `${WHERE}: 404 Not Found. It is not there, or only a token can see it: compare the name of the repository, or put a token into KUMIKI_TOKEN.`,
  ],
  [
    'a fine-grained token that may only read',
    withToken({ permissions: { metadata: 'read', contents: 'write', pull_requests: 'read' } }),
    TOKEN,
    `${WHERE}: 403 Resource not accessible by personal access token. The token lacks a right, pull_requests=write: give it that, or put another token into KUMIKI_TOKEN.`,
  ],
  [
    'a fine-grained token of another repository',
    withToken({ permissions: {} }),
    TOKEN,
    `${WHERE}: 404 Not Found. It is not there, or the token cannot see it: compare the name of the repository, and the rights of the token.`,
  ],
  [
    'a classic token without the scope',
    withToken({ scopes: ['public_repo', 'read:org'] }),
    TOKEN,
    `${WHERE}: 404 Not Found. The token lacks a right, the scope repo (it has public_repo, read:org): give it that, or put another token into KUMIKI_TOKEN. Or the repository is not there: compare its name.`,
  ],
  [
    'an archived repository',
    { settings: { archived: true } },
    TOKEN,
    `${WHERE}: 403 Repository was archived so is read-only. Take it out of the archive in its settings, or name another repository with --repository.`,
  ],
])('%s is told with what to do', async (_, options, token, message) => {
  const { forge } = await withFakeGitHub(options, token);

  expect(await messageOf(forge.open(NEW))).toBe(message);
});

test.each([
  [
    {
      status: 403,
      body: {
        message:
          'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      },
      headers: { 'X-GitHub-SSO': 'required; url=https://github.com/orgs/acme/sso?authorization_request=AAAA' },
    },
    `${WHERE}: 403 Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization. Authorize the token for the single sign-on of the organisation, in the settings of tokens (Configure SSO).`,
  ],
  [
    { status: 403, body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' } },
    `${WHERE}: 403 GitHub Actions is not permitted to create or approve pull requests. Use the token of a bot in KUMIKI_TOKEN: pull requests of Actions' own token start no checks either. Or allow it in the settings (Actions, General, Workflow permissions).`,
  ],
  [
    { status: 404, body: '<!DOCTYPE html><title>Page not found</title>' },
    `${WHERE}: 404 a web page, 'Page not found'. That is no answer of an API: a proxy or a login page stands between, or --api is wrong (it is http://HOST).`,
  ],
  [
    {
      status: 307,
      body: { message: 'Moved Permanently' },
      headers: { Location: 'https://api.github.com/repositories/1/pulls' },
    },
    `${WHERE}: 307 Moved Permanently. It was moved to https://api.github.com/repositories/1/pulls: use its new address (--repository, --api).`,
  ],
])('what else it refuses with is told with what to do (%#)', async (instead, message) => {
  const { fake, forge } = await withFakeGitHub();
  fake.fail({ instead });

  expect(await messageOf(forge.open(NEW))).toBe(message);
});

test('a classic token with the scope repo is enough', async () => {
  const { forge } = await withFakeGitHub(withToken({ scopes: ['repo'] }));

  expect(await forge.open(NEW)).toMatchObject({ number: 1 });
});

test.each([
  ['429', { status: 429, body: {}, headers: { 'Retry-After': '3' } }, [3000]],
  [
    'a secondary limit',
    {
      status: 403,
      body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
    },
    [60_000],
  ],
  ['502 with a page', { status: 502, body: '<html><title>Unicorn!</title></html>' }, [250]],
] as const)('%s is waited for', async (_, instead, waited) => {
  const { fake, forge, pauses } = await withFakeGitHub();
  fake.fail({ instead });

  expect(await forge.open(NEW)).toMatchObject({ number: 1 });
  expect(pauses).toEqual(waited);
});

test('every request of the flow goes through dropped connections and 5xx', async () => {
  const { fake, forge } = await withFakeGitHub({ settings: { requiredChecks: ['ci'] } });
  fake.repository.setStatus(commit('b'), 'ci', 'pending');
  const disturb = (...requests: readonly RegExp[]): void => {
    for (const on of requests)
      for (const instead of ['drop-before', { status: 503 }, 'drop-after'] as const) fake.fail({ on, instead });
  };

  disturb(/^GET/, /^POST .*pulls/, /^PATCH/);
  const pull = await forge.open(NEW);
  await forge.edit(pull, { title: 'Better', text: '' });
  disturb(/graphql/);
  const armed = await forge.armAutoMerge(pull, pull.head);
  disturb(/graphql/, /^GET/);
  const disarmed = await forge.disarmAutoMerge(pull);
  disturb(/^GET/, /^PUT/, /^DELETE/);
  fake.repository.setStatus(commit('b'), 'ci', 'success');

  expect([armed, disarmed, await forge.merge(pull, pull.head)]).toEqual(['armed', true, undefined]);
  expect(fake.repository.state.pulls).toMatchObject([{ title: 'Better', merged: true }]);
  expect([...fake.repository.state.branches.keys()]).toEqual(['main']);
});

test.each(['manifests', 'acme/platform/manifests', '/manifests', 'acme/'])('%s is no repository there', (project) => {
  const options = { api: 'https://api.github.com', project, token: undefined, env: {}, clock: recordedClock() };

  expect(() => openGitHub(options)).toThrow(
    new UserError(`GitHub: '${project}' is no repository there. Name it as owner/name with --repository.`),
  );
});
