import { expect, test } from 'vitest';
import { UserError } from '../../../lib/errors.ts';
import { openBitbucket } from '../../../lib/forge/bitbucket/open-bitbucket.ts';
import { messageOf } from '../../http/client-of.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import { ACCOUNT_TOKEN, BOT_TOKEN, READER_TOKEN } from './fake/people.ts';
import { BRANCH, commit, openOne, withFakeBitbucket } from './with-fake-bitbucket.ts';

const OPEN = `Bitbucket (HOST): cannot open a pull request of '${BRANCH}'`;
const LIST = `Bitbucket (HOST): cannot list the pull requests of '${BRANCH}'`;
const NO_ACCESS =
  '404 You may not have access to this repository or it no longer exists in this workspace. If you think this repository exists and you have access, make sure you are authenticated.';

test.each<readonly [string, string | null, string]>([
  [
    'a wrong token',
    'ATCTT-other',
    `${LIST}: 401 Token is invalid, expired, or not supported for this endpoint. Put a valid access token of the repository into KUMIKI_TOKEN, with the scopes repository:write and pullrequest:write; an API token of an account goes there as email:token.`,
  ],
  [
    'the token of an account without its address',
    'ATATT-ann',
    `${LIST}: 401 Token is invalid, expired, or not supported for this endpoint. Put a valid access token of the repository into KUMIKI_TOKEN, with the scopes repository:write and pullrequest:write; an API token of an account goes there as email:token.`,
  ],
  [
    'no token',
    null,
    `${LIST}: ${NO_ACCESS} It is not there, or only a token can see it: compare the name of the repository, or put a token into KUMIKI_TOKEN.`,
  ],
  [
    'a token that may only read',
    READER_TOKEN,
    `${OPEN}: 403 Your credentials lack one or more required privilege scopes.: required pullrequest:write, granted repository, granted pullrequest. The token lacks a scope, pullrequest:write (it has repository, pullrequest): make one that has repository:write and pullrequest:write, and put it into KUMIKI_TOKEN.`,
  ],
])('%s is told with what to do', async (_, token, message) => {
  const { forge } = await withFakeBitbucket({}, token);

  expect(await messageOf(openOne(forge))).toBe(message);
});

test('a private repository that the token cannot see is told with what to do', async () => {
  const { as } = await withFakeBitbucket();

  expect(await messageOf(openOne(as(BOT_TOKEN, 'acme/other')))).toBe(
    `${LIST}: ${NO_ACCESS} It is not there, or the token cannot see it: compare the name of the repository, and the rights of the token.`,
  );
});

test('a 403 without scopes names the other ways to be refused', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.fail({ on: /^POST/, instead: { status: 403, body: { type: 'error', error: { message: 'Access denied.' } } } });

  expect(await messageOf(openOne(forge))).toBe(
    `${OPEN}: 403 Access denied. Give the token the scopes repository:write and pullrequest:write, or put another one into KUMIKI_TOKEN; a branch restriction may forbid it too (Repository settings, Branch restrictions).`,
  );
});

test('a token of an account, with its email address, is sent as Basic', async () => {
  const { forge } = await withFakeBitbucket({}, ACCOUNT_TOKEN);

  expect(await openOne(forge)).toMatchObject({ number: 1 });
});

test('no message holds a token, whole, in part, or encoded', async () => {
  const { fake, forge } = await withFakeBitbucket({}, ACCOUNT_TOKEN);
  const encoded = Buffer.from(ACCOUNT_TOKEN).toString('base64');
  const message = `Who is ${ACCOUNT_TOKEN}, ATATT-ann, ${encoded}?`;
  const body = { type: 'error', error: { message, fields: { source: [`what is ATATT-ann`] } } };
  fake.fail({ on: /^POST/, instead: { status: 400, body } });
  fake.fail({ on: /^POST/, instead: { status: 401, body } });

  const told = [await messageOf(openOne(forge)), await messageOf(openOne(forge))].join('\n');

  expect(told).toContain('Who is');
  expect(told).not.toMatch(new RegExp(`ATATT-ann|${encoded}`));
});

test('no changes between the branches', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.setBranch(BRANCH, commit('a'));

  expect(await messageOf(openOne(forge))).toBe(
    `${OPEN}: 400 There are no changes to be pulled. Mend what it names, and run again.`,
  );
});

test('a title that is too long', async () => {
  const { forge } = await withFakeBitbucket();

  expect(await messageOf(forge.open({ branch: BRANCH, base: 'main', title: 'x'.repeat(256), text: '' }))).toBe(
    `${OPEN}: 400 Bad request: title Ensure this value has at most 255 characters. Mend what it names, and run again.`,
  );
});

test('a host that says there is one, and lists none', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const body = { type: 'error', error: { message: 'There is already an open pull request' } };
  fake.fail({ on: /^POST/, instead: { status: 400, body } });

  expect(await messageOf(openOne(forge))).toBe(`${OPEN}: it says that there is one, and lists none. Run this again.`);
});

test('an answer that is of something else names what it lacks', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.fail({ on: /^POST/, instead: { status: 200, body: {} } });

  expect(await messageOf(openOne(forge))).toBe(
    `${OPEN}: the answer has no number at 'id'. Compare --api with the address of its API.`,
  );
});

test.each([
  ['429 without Retry-After', { status: 429, body: { type: 'error', error: { message: 'Rate limit' } } }, [250]],
  ['429 with Retry-After', { status: 429, body: {}, headers: { 'retry-after': '7' } }, [7000]],
  ['503 with a page', { status: 503, body: '<html><title>Down</title></html>' }, [250]],
])('%s is waited for', async (_, instead, waited) => {
  const { fake, forge, pauses } = await withFakeBitbucket();
  fake.fail({ on: /^POST/, instead });

  expect(await openOne(forge)).toMatchObject({ number: 1 });
  expect(pauses).toEqual(waited);
});

test('a limit that stays is an error in the end', async () => {
  const { fake, forge } = await withFakeBitbucket();
  fake.fail({ instead: { status: 429, body: { type: 'error', error: { message: 'Rate limit' } } }, times: 100 });

  expect(await messageOf(openOne(forge))).toBe(`${LIST}: 429 Rate limit. It was asked 10 times: run again later.`);
});

test('every request of the flow goes through dropped connections and 5xx', async () => {
  const { fake, forge } = await withFakeBitbucket();
  const disturb = (...requests: readonly RegExp[]): void => {
    for (const on of requests)
      for (const instead of ['drop-before', { status: 503 }, 'drop-after'] as const) fake.fail({ on, instead });
  };

  disturb(/^GET .*\/pullrequests/, /^POST/, /^PUT/);
  const opened = await openOne(forge);
  await forge.edit(opened, { title: 'Better', text: '' });
  disturb(/^GET .*\/refs/, /^POST/, /^GET .*\/statuses/);
  await forge.commitStatuses(opened.head);

  expect(await forge.merge(opened, opened.head)).toBeUndefined();
  expect(fake.repository.pulls).toMatchObject([{ title: 'Better', state: 'MERGED' }]);
  expect([...fake.repository.branches.keys()]).toEqual(['main']);
});

test.each(['manifests', 'acme/platform/manifests', '/manifests', 'acme/'])('%s is no repository there', (project) => {
  const options = { api: 'https://api.bitbucket.org/2.0', project, token: undefined, env: {}, clock: recordedClock() };

  expect(() => openBitbucket(options)).toThrow(
    new UserError(`Bitbucket: '${project}' is no repository there. Name it as workspace/repository with --repository.`),
  );
});

test('a Data Center is refused', () => {
  const api = 'https://git.example.com/rest/api/1.0';
  const options = { api, project: 'acme/manifests', token: undefined, env: {}, clock: recordedClock() };

  expect(() => openBitbucket(options)).toThrow(
    new UserError(
      `Bitbucket: '${api}' is the API of a Data Center, and Bitbucket Cloud alone is supported. Name https://api.bitbucket.org/2.0 with --api, or use --host git, which pushes branches and opens no pull requests.`,
    ),
  );
});
