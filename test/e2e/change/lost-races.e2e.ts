import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { pinsFile } from '../../../lib/change/pins.ts';
import { BumpWorld, pinsAt } from './bump-world.ts';
import type { Desk } from './desk.ts';
import { FaultProxy, type ProxiedRequest } from './fault-proxy.ts';
import type { JobResult } from './job.ts';
import { REPOSITORY } from './people.ts';
import { LOST_RACES, PushRejections } from './push-rejections.ts';
import { listBranches, listPulls, merge } from './pulls.ts';

const APPLICATION = 'users';
const BRANCH = `kumiki/bump/staging/${APPLICATION}`;
const images = new Map<number, string>();

// One application, and what somebody does right before a job changes anything. Each test goes on from the one before.
let started: { readonly world: BumpWorld; readonly rejections: PushRejections } | undefined;

beforeAll(async () => {
  const world = await BumpWorld.start({ environments: { staging: { props: '' } }, applications: [APPLICATION] });
  started = { world, rejections: PushRejections.install(world.run) };
});
beforeEach(() => {
  onTestFailed(() => void process.stderr.write(started?.world.run.errors() ?? ''));
});
afterAll(() => started?.world.stop());

test('every wording of a lost race is another attempt', async () => {
  const { world, rejections } = both();
  for (const words of LOST_RACES) rejections.add(words);

  const { code, answer } = await bump(1);

  expect(rejections.count).toBe(LOST_RACES.length);
  expect({ code, answer }).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(await listPulls(world.people.ada, 'open')).toMatchObject([{ head: { ref: BRANCH } }]);
});

test('a pull request that is merged at the same time gets a successor, on the base that has it', async () => {
  const { world } = both();
  const { ada } = world.people;
  const [before] = await listPulls(ada, 'open');

  // Its branch stays, so that the push succeeds all the same.
  const { code, answer } = await bump(2, async () => before && merge(ada, before.number, false));

  expect(code).toBe(0);
  expect(answer).toMatchObject({ action: 'created' });
  expect(answer.pullRequest?.number).not.toBe(before?.number);
  const desk = await world.desk();
  expect(await pinsAt(desk, 'main', 'staging', APPLICATION)).toMatchObject({ api: { tag: '1' } });
  expect(await pinsAt(desk, BRANCH, 'staging', APPLICATION)).toMatchObject({ api: { tag: '2' } });
  expect(await desk.git('rev-list', '--count', `origin/main..origin/${BRANCH}`)).toBe('1');
});

test('a branch that is removed, or made, at the same time is another attempt', async () => {
  const { world } = both();
  const { ada } = world.people;
  const [before] = await listPulls(ada, 'open');

  const removed = await bump(3, async () => before && merge(ada, before.number));
  await merge(ada, removed.answer.pullRequest?.number ?? 0);
  const made = await bump(4, () =>
    ada.ask('POST', `${REPOSITORY}/branches`, { new_branch_name: BRANCH, old_branch_name: 'main' }),
  );

  expect(removed).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(made).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(await listPulls(ada, 'open')).toMatchObject([{ number: made.answer.pullRequest?.number }]);
});

test('a pull request whose change came to main by hand is closed, but not one that got another change at the same time', async () => {
  const { world } = both();
  const { ada } = world.people;
  const desk = await world.desk();
  await pinByHand(desk);
  let other: JobResult | undefined;

  const late = await bump(4, async () => {
    other = await bump(5);
  });
  const [open] = await listPulls(ada, 'open');
  await pinByHand(desk);
  const last = await bump(5);

  expect(late).toMatchObject({ code: 0, answer: { action: 'none', notes: [] } });
  expect(other).toMatchObject({ code: 0, answer: { action: 'updated', pullRequest: { number: open?.number } } });
  expect(open).toMatchObject({ head: { ref: BRANCH } });
  expect(last).toMatchObject({ code: 0, answer: { action: 'none', notes: [expect.stringContaining('was closed')] } });
  expect(await listPulls(ada, 'open')).toEqual([]);
  expect(await listBranches(ada)).toEqual([]);
});

test('a branch that is made, merged and removed at the same time leaves a base that the change is made on again', async () => {
  const { world } = both();
  const { ada } = world.people;

  const { code, answer } = await bump(7, async () => {
    const faster = await bump(6);
    await merge(ada, faster.answer.pullRequest?.number ?? 0);
  });
  const desk = await world.desk();
  const behind = await desk.git('rev-list', '--count', `origin/${BRANCH}..origin/main`);
  await merge(ada, answer.pullRequest?.number ?? 0);

  expect({ code, answer }).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(behind).toBe('0');
});

test('a branch whose pull request another job is about to open stays, also where it has a newer build', async () => {
  const { world } = both();
  let older: JobResult | undefined;

  const newer = await bump(
    9,
    async () => {
      older = await bump(8);
    },
    ({ method, path }) => method === 'POST' && path.endsWith('/pulls'),
  );

  expect(older).toMatchObject({ code: 3, answer: { action: 'superseded' } });
  expect(newer).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(await listPulls(world.people.ada, 'open')).toMatchObject([{ number: newer.answer.pullRequest?.number }]);
});

test('a pull request that a newer build opened at the last moment keeps its words', async () => {
  const { world } = both();
  const { ada } = world.people;
  const [before] = await listPulls(ada, 'open');
  await merge(ada, before?.number ?? 0);
  let newer: JobResult | undefined;

  const older = await bump(
    10,
    async () => {
      newer = await bump(11);
    },
    ({ method, path }) => method === 'POST' && path.endsWith('/pulls'),
  );

  expect(older).toMatchObject({ code: 3, answer: { action: 'superseded' } });
  expect(newer).toMatchObject({ code: 0, answer: { pullRequest: { number: expect.any(Number) } } });
  expect(await listPulls(ada, 'open')).toMatchObject([
    { number: newer?.answer.pullRequest?.number, body: expect.stringContaining(images.get(11) ?? '') },
  ]);
});

/** Somebody brings what the branch proposes to main. */
async function pinByHand(desk: Desk): Promise<void> {
  const { world } = both();
  await desk.checkOut('main');
  const file = pinsFile('staging', APPLICATION);
  desk.write({ [file]: `${await desk.git('show', `origin/${BRANCH}:${file}`)}\n` });
  expect(await world.synth(desk)).toMatchObject({ code: 0 });
  await desk.push('main', 'Pin it by hand');
}

/**
 * A job of a build.
 *
 * @param meanwhile what somebody does right before a change of the job is heard
 * @param isMoment which change. @default the first
 */
async function bump(
  build: number,
  meanwhile?: () => Promise<unknown>,
  isMoment: (change: ProxiedRequest) => boolean = () => true,
): Promise<JobResult> {
  const { world } = both();
  let isStill = true;
  const proxy = await FaultProxy.start(world.run, world.people.bot.url, async (request) => {
    const isChange = request.push !== undefined || (request.method !== 'GET' && request.path.startsWith('/api/'));
    if (!isChange || !isStill || !isMoment(request)) return undefined;
    isStill = false;
    await meanwhile?.();
    return undefined;
  });
  const image = images.get(build) ?? (await world.push(APPLICATION, String(build)));
  images.set(build, image);
  const args = ['bump', APPLICATION, `api=${image}`, '--env', 'staging', '--pr', '--build', String(build)];
  const result = await world.job([...args, '--source', 'acme/users'], proxy.url);
  await proxy.stop();
  return result;
}

function both() {
  if (started === undefined) throw new Error('the servers run only while a test does');
  return started;
}
