import { expect, test } from 'vitest';
import { UserError } from '../../../lib/errors.ts';
import { openGitLab } from '../../../lib/forge/gitlab/open-gitlab.ts';
import { messageOf } from '../../http/client-of.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import { BOT_TOKEN, GIT_TOKEN, GUEST_TOKEN, READER_TOKEN } from './fake/people.ts';
import { BRANCH, openOne, withFakeGitLab } from './with-fake-gitlab.ts';

const OPEN = `GitLab (HOST): cannot open a merge request of '${BRANCH}'`;
const LIST = `GitLab (HOST): cannot list the merge requests of '${BRANCH}'`;
const KINDS = 'a personal, project or group access token with the scope api';
const JOB_TOKEN = 'The token of a CI job (CI_JOB_TOKEN) is none of these: it cannot open merge requests.';
const HIGHER =
  '403 insufficient_scope: The request requires higher privileges than provided by the access token. The token lacks the scope';

test.each<readonly [string, string | null, string]>([
  [
    'a wrong token',
    'glpat-other',
    `401 Unauthorized. The token is wrong, revoked or expired: put ${KINDS} into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE. ${JOB_TOKEN}`,
  ],
  [
    'no token',
    null,
    '404 Project Not Found. It is not there, or only a token can see it: compare the name of the repository, or put a token into KUMIKI_TOKEN.',
  ],
  ['a token that may only read', READER_TOKEN, `${HIGHER} api: put ${KINDS} into KUMIKI_TOKEN. ${JOB_TOKEN}`],
  [
    'a role that is too low',
    GUEST_TOKEN,
    `403 Forbidden. The token may not do that: give it at least the role Developer in the project, take the project out of the archive, or put another into KUMIKI_TOKEN. ${JOB_TOKEN}`,
  ],
])('%s is told with what to do', async (_, token, words) => {
  const { forge } = await withFakeGitLab({}, token);

  expect(await messageOf(openOne(forge))).toBe(`${OPEN}: ${words}`);
});

test('a token of git alone reads nothing', async () => {
  const { as } = await withFakeGitLab();

  expect(await messageOf(as(GIT_TOKEN).pullRequestsOf(BRANCH, 'main'))).toBe(
    `${LIST}: ${HIGHER} api or read_api: put ${KINDS} into KUMIKI_TOKEN. ${JOB_TOKEN}`,
  );
});

test('a token that may only read reads all that is to be read', async () => {
  const { forge, as } = await withFakeGitLab();
  const opened = await openOne(forge);
  const reader = as(READER_TOKEN);

  expect(await reader.pullRequestsOf(BRANCH, 'main')).toEqual([opened]);
  expect(await reader.openPullRequests('kumiki/', 'main')).toEqual([opened]);
  expect(await reader.isApproved(opened)).toBe(false);
  expect(await reader.isAutoMergeArmed(opened)).toBe(false);
  expect(await reader.isQueued(opened)).toBe(false);
  expect(await reader.commitStatuses(opened.head)).toEqual([]);
});

test.each([
  ['edit', 'edit merge request !1'],
  ['close', 'close merge request !1'],
  ['merge', 'merge merge request !1'],
  ['arm', 'merge merge request !1'],
])('a token that may only read is told by %s', async (verb, what) => {
  const { forge, as } = await withFakeGitLab();
  const opened = await openOne(forge);
  const reader = as(READER_TOKEN);
  const asks: Readonly<Record<string, () => Promise<unknown>>> = {
    edit: () => reader.edit(opened, { title: 'Better', text: '' }),
    close: () => reader.close(opened),
    merge: () => reader.merge(opened, opened.head),
    arm: () => reader.armAutoMerge(opened, opened.head),
  };

  expect(await messageOf(asks[verb]?.() ?? Promise.resolve())).toContain(`cannot ${what}: ${HIGHER} api:`);
});

test('what is not there is told', async () => {
  const { fake, forge, as } = await withFakeGitLab();
  const opened = await openOne(forge);
  fake.repository.requests.length = 0;
  const advice =
    'It is not there, or the token cannot see it: compare the name of the repository, and the rights of the token.';

  expect(await messageOf(openOne(as(BOT_TOKEN, 'acme/other')))).toBe(`${OPEN}: 404 Project Not Found. ${advice}`);
  expect(await messageOf(forge.close(opened))).toBe(
    `GitLab (HOST): cannot close merge request !1: 404 Not found. ${advice}`,
  );
});

test('a project that was moved is told', async () => {
  const { fake, forge } = await withFakeGitLab();
  const body = { message: 'Non GET methods are not allowed for moved projects' };
  fake.fail({ on: /^POST/, instead: { status: 405, body } });

  expect(await messageOf(openOne(forge))).toBe(
    `${OPEN}: 405 Non GET methods are not allowed for moved projects. The project has another path now: name that one with --repository.`,
  );
});

test('no message holds the token', async () => {
  const { fake, forge } = await withFakeGitLab();
  for (const status of [400, 401, 403, 422])
    fake.fail({ on: /^POST/, instead: { status, body: { message: { source: [`Who is ${BOT_TOKEN}?`] } } } });

  const told = [];
  for (let count = 0; count < 4; count += 1) told.push(await messageOf(openOne(forge)));

  expect(told.filter((message) => message.includes('Who is ***?'))).toHaveLength(4);
  expect(told.join('\n')).not.toContain(BOT_TOKEN);
});

test('a token that was revoked is told in the words of GitLab', async () => {
  const { fake, forge } = await withFakeGitLab();
  const body = {
    error: 'invalid_token',
    error_description: 'Token was revoked. You have to re-authorize from the user.',
  };
  fake.fail({ on: /^POST/, instead: { status: 401, body } });

  expect(await messageOf(openOne(forge))).toContain(
    '401 invalid_token: Token was revoked. You have to re-authorize from the user. The token is wrong, revoked or expired:',
  );
});

test('an answer that is of something else names what it lacks', async () => {
  const { fake, forge } = await withFakeGitLab();
  fake.fail({ on: /^POST/, instead: { status: 201, body: {} } });

  expect(await messageOf(openOne(forge))).toBe(
    `${OPEN}: the answer has no text at 'state'. Compare --api with the address of its API.`,
  );
});

test.each([
  ['429 without Retry-After', { status: 429, body: { message: 'Too many' } }, [250]],
  ['429 with Retry-After', { status: 429, body: 'Retry later', headers: { 'retry-after': '7' } }, [7000]],
  ['503 with a page', { status: 503, body: '<html><title>GitLab is not responding</title></html>' }, [250]],
])('%s is waited for', async (_, instead, waited) => {
  const { fake, forge, pauses } = await withFakeGitLab();
  fake.fail({ on: /^POST/, instead });

  expect(await openOne(forge)).toMatchObject({ number: 1 });
  expect(pauses).toEqual(waited);
});

test('a limit that stays is an error in the end', async () => {
  const { fake, forge } = await withFakeGitLab();
  fake.fail({ instead: { status: 429, body: { message: { error: 'Too many requests' } } }, times: 100 });

  expect(await messageOf(forge.pullRequestsOf(BRANCH, 'main'))).toBe(
    `${LIST}: 429 Too many requests. It was asked 10 times: run again later.`,
  );
});

test('a connection that never stands is an error in the end', async () => {
  const { fake, forge } = await withFakeGitLab();
  fake.fail({ instead: 'drop-before', times: 100 });

  expect(await messageOf(forge.pullRequestsOf(BRANCH, 'main'))).toMatch(
    /^GitLab \(HOST\): cannot list the merge requests of '.*': the connection broke off \(\w+\)\. Run again later\.$/,
  );
});

test('every request of the flow goes through dropped connections and 5xx', async () => {
  const { fake, settings, forge } = await withFakeGitLab();
  Object.assign(settings, { needsPipeline: true, removesBranches: false });
  fake.repository.pipelines.set(fake.repository.branches.get(BRANCH) ?? '', 'running');
  const disturb = (...requests: readonly RegExp[]): void => {
    for (const on of requests)
      for (const instead of ['drop-before', { status: 503 }, 'drop-after'] as const) fake.fail({ on, instead });
  };

  disturb(/^GET .*merge_requests\?/, /^POST .*merge_requests$/, /^PUT .*\/1$/);
  await forge.pullRequestsOf(BRANCH, 'main');
  const opened = await openOne(forge);
  await forge.edit(opened, { title: 'Better', text: '' });
  disturb(/^PUT .*merge$/, /^POST .*cancel/, /approvals$/, /merge_trains/, /^GET .*\/1$/);
  expect(await forge.armAutoMerge(opened, opened.head)).toBe('armed');
  expect(await forge.isApproved(opened)).toBe(false);
  expect(await forge.isQueued(opened)).toBe(false);
  expect(await forge.disarmAutoMerge(opened)).toBe(true);
  fake.repository.pipelines.set(opened.head, 'success');
  disturb(/^PUT .*merge$/, /^DELETE/, /branches/, /statuses/);
  await forge.commitStatuses(opened.head);

  expect(await forge.merge(opened, opened.head)).toBeUndefined();
  expect(fake.repository.requests).toMatchObject([{ title: 'Better', state: 'merged', isArmed: false }]);
  expect([...fake.repository.branches.keys()]).toEqual(['main']);
});

test.each(['manifests', '/manifests', 'acme//manifests', 'acme/'])('%s is no project there', (project) => {
  const options = { api: 'https://gitlab.com/api/v4', project, token: undefined, env: {}, clock: recordedClock() };

  expect(() => openGitLab(options)).toThrow(
    new UserError(`GitLab: '${project}' is no project there. Name it as group/name with --repository.`),
  );
});

test('a project right below its group is one too', async () => {
  const { forge } = await withFakeGitLab({ project: 'acme/manifests' });

  expect(await openOne(forge)).toMatchObject({ url: 'https://gitlab.com/acme/manifests/-/merge_requests/1' });
});
