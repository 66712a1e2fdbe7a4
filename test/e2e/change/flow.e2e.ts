import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { pinsFile } from '../../../lib/change/pins.ts';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import type { Build } from './application-ci.ts';
import { ENVIRONMENT, FlowWorld } from './flow-world.ts';
import type { JobResult } from './job.ts';
import { deploymentFile } from './manifest-files.ts';
import { CHECKS, REPOSITORY } from './people.ts';
import { approve, listBranches, listPulls, merge, openPull, pressMerge, readPull } from './pulls.ts';

const BUMP = `kumiki/bump/${ENVIRONMENT}/users`;

// The life of an image, from CI to the cluster and back: each test goes on from the one before.
let started: FlowWorld | undefined;
const builds = new Map<number, Build>();

beforeAll(async () => {
  started = await FlowWorld.start();
});
beforeEach(() => {
  onTestFailed(() => void process.stderr.write(started?.errors() ?? ''));
});
afterAll(() => started?.stop());

test('CI pushes an image, and the bot’s token, which has write:repository alone, opens the pull request of its digest', async () => {
  const { people } = world();
  const build = await buildNumber(2);

  const { code, answer } = await world().ci.bump(build);

  expect(people.bot.scopes).toEqual(['write:repository']);
  expect(code).toBe(0);
  expect(answer).toMatchObject({
    action: 'created',
    branch: BUMP,
    to: { api: `${world().ci.image}:${build.tag}@${build.digest}` },
    files: [deploymentFile(ENVIRONMENT, 'users'), pinsFile(ENVIRONMENT, 'users')],
  });
  expect(await openPulls()).toMatchObject([{ number: numberOf(answer), head: { ref: BUMP } }]);
});

test('the same job once more does nothing', async () => {
  const [before] = await openPulls();

  const { code, answer } = await world().ci.bump(builtAs(2));

  expect(code).toBe(0);
  expect(answer).toMatchObject({ action: 'none' });
  expect(await openPulls()).toEqual([before]);
});

test('the bot’s token may do none of what is a person’s or the platform’s', async () => {
  const { bot, ada } = world().people;
  const [{ number } = { number: 0 }] = await openPulls();
  const refused: readonly (readonly [string, string, object?])[] = [
    ['GET', '/user'],
    ['GET', '/orgs/acme/teams'],
    ['POST', `/repos/acme/manifests/issues/${number}/comments`, { body: 'Hello' }],
    ['GET', `${REPOSITORY}/branch_protections`],
    ['DELETE', `${REPOSITORY}/branch_protections/main`],
    ['PUT', `${REPOSITORY}/collaborators/ada`, { permission: 'admin' }],
    ['POST', `${REPOSITORY}/hooks`, { type: 'gitea', config: { url: 'http://127.0.0.1:9', content_type: 'json' } }],
    ['PATCH', REPOSITORY, { private: false }],
    ['DELETE', REPOSITORY],
  ];

  for (const [method, path, body] of refused)
    await expect(bot.ask(method, path, body), `${method} ${path}`).rejects.toThrow(/: 403 /);

  await expect(pushToMain(bot)).rejects.toThrow(/protected branch/);
  await expect(pushToMain(ada)).rejects.toThrow(/protected branch/);
});

test('main takes it with green checks and an operator’s approval, and not before; what reports the checks can do nothing else', async () => {
  const { people } = world();
  const [pull] = await openPulls();
  if (pull === undefined) throw new Error('there is no pull request');

  await expect(pressMerge(people.ada, pull)).rejects.toThrow(/: 405 /);
  await world().check(pull.number);
  await expect(pressMerge(people.ada, pull)).rejects.toThrow(/: 405 /);
  await expect(approve(people.bot, pull.number)).rejects.toThrow(/: 422 /);
  await expect(pressMerge(people.checks, pull)).rejects.toThrow(/: (403|404) /);
  await expect(approve(people.checks, pull.number)).rejects.toThrow(/: (403|404) /);
  await expect(pushToMain(people.checks)).rejects.toThrow(/protected branch/);
  await approve(people.ada, pull.number);
  await expect(pressMerge(people.bot, pull)).rejects.toThrow(/: 405 /);

  const commit = await merge(people.ada, pull.number);

  expect(people.checks.scopes).toEqual(['write:repository']);
  await world().expectRunning(commit, builtAs(2));
  expect(await branches()).toEqual([]);
});

test('a manifest that somebody wrote by hand has red checks, and stays outside', async () => {
  const { ada, grace } = world().people;
  const desk = await world().desk(ada);
  await desk.git('checkout', '--quiet', '-b', 'by-hand');
  desk.write({ [deploymentFile(ENVIRONMENT, 'users')]: '# Nothing\n' });
  await desk.push('by-hand', 'Write by hand');
  const { number } = await openPull(ada, 'by-hand');

  const words = await world().check(number);
  await approve(grace, number);

  expect(words).toContain(deploymentFile(ENVIRONMENT, 'users'));
  const { head } = await readPull(ada, number);
  expect(await ada.ask('GET', `${REPOSITORY}/commits/${head.sha}/status`)).toMatchObject({
    state: 'failure',
    statuses: [{ context: CHECKS }],
  });
  await expect(pressMerge(grace, await readPull(ada, number))).rejects.toThrow(/: 405 /);
  await ada.ask('PATCH', `${REPOSITORY}/pulls/${number}`, { state: 'closed' });
  await desk.git('push', '--quiet', 'origin', ':by-hand');
});

test('what an operator approved is not replaced by a bot that may not take approvals back', async () => {
  const { ada } = world().people;
  const number = numberOf((await world().ci.bump(await buildNumber(3))).answer);
  await approve(ada, number);
  const { head } = await readPull(ada, number);
  const build = await buildNumber(4);

  const { code, answer } = await world().ci.bump(build);

  expect(code).toBe(3);
  expect(answer).toMatchObject({
    action: 'superseded',
    pending: true,
    pullRequest: { number },
    notes: [
      expect.stringMatching(/^superseded: pending\. #\d+ is approved, and this token cannot take approvals back/),
    ],
  });
  expect(await readPull(ada, number)).toMatchObject({ state: 'open', head: { sha: head.sha } });
  await world().check(number);
  await world().expectRunning(await merge(ada, number), builtAs(3));
});

test('rollback brings the image before back into the cluster, and the jobs of CI are refused', async () => {
  const { code, answer } = await world().ci.kumiki(['rollback', 'users', '--env', ENVIRONMENT, '--reason', 'slow']);
  expect(code).toBe(0);

  const commit = await world().land(numberOf(answer));

  await world().expectRunning(commit, builtAs(2));
  for (const number of [3, 4])
    expectRefused(await world().ci.bump(builtAs(number)), /users is held|a revert or a rollback/);
  expect(await openPulls()).toEqual([]);
  expect(await branches()).toEqual([]);
});

test('once the hold is released, what was rolled back stays refused, and a newer build lands', async () => {
  const { answer } = await world().ci.kumiki(['release', 'users', '--env', ENVIRONMENT]);
  await world().land(numberOf(answer));

  expectRefused(
    await world().ci.bump(builtAs(3)),
    /was taken off this pin by commit [0-9a-f]+, a revert or a rollback/,
  );
  const next = await world().ci.bump(builtAs(4));

  await world().expectRunning(await world().land(numberOf(next.answer)), builtAs(4));
});

test('git revert of a merge brings the image before back into the cluster, and the job of CI is refused', async () => {
  const { ada, grace } = world().people;
  const desk = await world().desk(ada);
  await desk.git('checkout', '--quiet', '-b', 'revert');
  await desk.git('revert', '--no-edit', '--mainline=1', 'HEAD');
  await desk.git('push', '--quiet', 'origin', 'revert');
  const { number } = await openPull(ada, 'revert');

  const commit = await world().land(number, { by: grace });

  await world().expectRunning(commit, builtAs(2));
  expectRefused(
    await world().ci.bump(builtAs(4)),
    /was taken off this pin by commit [0-9a-f]+, a revert or a rollback/,
  );
});

test('a digest that the registry does not have, a wrong token and one that may only read leave nothing behind', async () => {
  const build = await buildNumber(5);
  const before = [await listPulls(world().people.ada, 'all'), await branches()];
  const nothing = `@sha256:${'0'.repeat(64)}`;

  expect(await world().ci.bump(build, { image: nothing })).toMatchObject({
    code: 1,
    err: expect.stringContaining('its registry has no such digest. Push the image first, or mend the digest.'),
  });
  expect(await world().ci.bump(build, { image: ':9.9.9' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('has no such image'),
  });
  expect(await world().ci.bump(build, { token: '0'.repeat(40) })).toMatchObject({
    code: 5,
    err: expect.stringContaining('KUMIKI_TOKEN'),
  });
  expect(await world().ci.bump(build, { token: world().people.readOnlyBot.token })).toMatchObject({
    code: 5,
    err: expect.stringContaining('write:repository'),
  });

  expect([await listPulls(world().people.ada, 'all'), await branches()]).toEqual(before);
  expect(readdirSync(world().temporaryFolder)).toEqual([]);
});

function world(): FlowWorld {
  if (started === undefined) throw new Error('the servers run only while a test does');
  return started;
}

/** The next build of the application. */
async function buildNumber(number: number): Promise<Build> {
  const build = await world().ci.build();
  expect(build.number).toBe(String(number));
  builds.set(number, build);
  return build;
}

function builtAs(number: number): Build {
  const build = builds.get(number);
  if (build === undefined) throw new Error(`build ${number} is still to be made`);
  return build;
}

function numberOf({ pullRequest }: JobResult['answer']): number {
  if (pullRequest === undefined) throw new Error('no pull request was opened');
  return pullRequest.number;
}

function openPulls() {
  return listPulls(world().people.ada, 'open');
}

function branches(): Promise<readonly string[]> {
  return listBranches(world().people.ada);
}

async function pushToMain(person: GiteaClient): Promise<void> {
  const desk = await world().desk(person);
  desk.write({ 'notes.txt': 'Hello\n' });
  await desk.push('main', 'Go around the rules');
}

function expectRefused({ code, answer }: JobResult, why: RegExp): void {
  expect({ code, ...answer }).toMatchObject({ code: 3, notes: [expect.stringMatching(why)] });
}
