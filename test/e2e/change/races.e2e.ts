import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { pinsFile } from '../../../lib/change/pins.ts';
import { BumpWorld, pinsAt } from './bump-world.ts';
import { BusyPerson } from './busy-person.ts';
import { FaultProxy } from './fault-proxy.ts';
import type { Desk } from './desk.ts';
import type { Answer, JobResult } from './job.ts';
import { newestBuilds, planJobs, type PlannedJob } from './plan-jobs.ts';
import { LOST_RACES, PushRejections } from './push-rejections.ts';
import { listBranches, listPulls, merge, pressMerge } from './pulls.ts';
import { RandomFaults } from './random-faults.ts';
import { runJobs, summaryOf } from './run-jobs.ts';

/** `SEED=7 npm run e2e -- races` repeats a run, as far as one can that depends on who is faster. */
const { SEED = String(Math.floor(Math.random() * 1_000_000)) } = process.env;
const seed = Number(SEED);

const ENVIRONMENTS = ['development', 'staging', 'production'];
const APPLICATIONS = Array.from({ length: 10 }, (_, index) => `app-${index}`);
/** It stays out of the crowd. */
const ALONE = 'alone';
const BRANCH = `kumiki/bump/staging/${ALONE}`;
let started: { readonly world: BumpWorld; readonly rejections: PushRejections } | undefined;

beforeAll(async () => {
  const world = await BumpWorld.start({
    environments: {
      development: { props: "merge: 'auto'," },
      staging: { props: "merge: 'auto'," },
      production: { props: "merge: 'review'," },
    },
    applications: [...APPLICATIONS, ALONE],
  });
  started = { world, rejections: PushRejections.install(world.run) };
});
beforeEach(() => {
  onTestFailed(() => void process.stderr.write(`SEED=${seed}\n${started?.world.run.errors() ?? ''}`));
});
afterAll(() => started?.world.stop());

test('every wording of a lost race is another attempt', async () => {
  const { world, rejections } = both();
  for (const words of LOST_RACES) rejections.add(words);

  const { code, answer } = await bumpAlone(1);

  expect(rejections.count).toBe(LOST_RACES.length);
  expect({ code, answer }).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(await listPulls(world.people.ada, 'open')).toMatchObject([{ head: { ref: BRANCH } }]);
});

test('a pull request that is merged at the same time gets a successor, on the base that has it', async () => {
  const { world } = both();
  const { ada } = world.people;
  const [before] = await listPulls(ada, 'open');

  // Its branch stays, so that the push succeeds all the same.
  const { code, answer } = await bumpAlone(2, async () => before && pressMerge(ada, before, false));

  expect(code).toBe(0);
  expect(answer).toMatchObject({ action: 'created' });
  expect(answer.pullRequest?.number).not.toBe(before?.number);
  const desk = await world.desk();
  expect(await pinsAt(desk, 'main', 'staging', ALONE)).toMatchObject({ api: { tag: '1' } });
  expect(await pinsAt(desk, BRANCH, 'staging', ALONE)).toMatchObject({ api: { tag: '2' } });
  expect(await desk.git('rev-list', '--count', `origin/main..origin/${BRANCH}`)).toBe('1');
});

test('a branch that is removed, or made, at the same time is another attempt', async () => {
  const { world } = both();
  const { ada } = world.people;
  const [before] = await listPulls(ada, 'open');

  const removed = await bumpAlone(3, async () => before && pressMerge(ada, before));
  await merge(ada, removed.answer.pullRequest?.number ?? 0);
  const made = await bumpAlone(4, () =>
    ada.ask('POST', '/repos/acme/manifests/branches', { new_branch_name: BRANCH, old_branch_name: 'main' }),
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

  const late = await bumpAlone(4, async () => {
    other = await bumpAlone(5);
  });
  const [open] = await listPulls(ada, 'open');
  await pinByHand(desk);
  const last = await bumpAlone(5);

  expect(late).toMatchObject({ code: 0, answer: { action: 'none', notes: [] } });
  expect(other).toMatchObject({ code: 0, answer: { action: 'updated', pullRequest: { number: open?.number } } });
  expect(open).toMatchObject({ head: { ref: BRANCH } });
  expect(last).toMatchObject({ code: 0, answer: { action: 'none', notes: [expect.stringContaining('was closed')] } });
  expect(await listPulls(ada, 'open')).toEqual([]);
  expect(await listBranches(ada)).toEqual([]);
});

test('twenty jobs, a person and a bad network at the same time: each lands or is superseded, and main is its own render', async () => {
  const { world, rejections } = both();
  const { ada, grace } = world.people;
  const jobs = planJobs(seed, APPLICATIONS, ENVIRONMENTS);
  const newest = newestBuilds(jobs);
  const faults = new RandomFaults(seed, rejections, grace);
  const person = new BusyPerson(ada, await world.desk(), seed);

  person.start();
  const done = await runJobs(world, jobs, faults);
  await person.stop();
  const open = await listPulls(ada, 'open');
  for (const { number } of open) await merge(ada, number);

  process.stdout.write(`SEED=${seed} ${JSON.stringify({ ...faults.counts, ...person.counts, ...summaryOf(done) })}\n`);
  const { 'rejected push': rejected = 0, ...others } = faults.counts;
  expect(rejected).toBeGreaterThan(0);
  expect(Object.keys(others).filter((name) => name.startsWith('fault')).length).toBeGreaterThan(5);
  for (const { job, results } of done) expectLanded(job, results, newest);
  expect(new Set(open.map(({ head }) => head.ref)).size).toBe(open.length);
  expect(await listPulls(ada, 'open')).toEqual([]);
  expect(await listBranches(ada)).toEqual([]);
  expect(readdirSync(world.run.folder('runner-tmp'))).toEqual([]);
  const desk = await world.desk();
  for (const [key, build] of newest) {
    const [environment = '', application = ''] = key.split('/');
    expect(await pinsAt(desk, 'main', environment, application), key).toMatchObject({ api: { tag: String(build) } });
  }
  expect(await world.synth(desk, '--check')).toMatchObject({ code: 0 });
}, 480_000);

function expectLanded(
  { application, environments, build }: PlannedJob,
  results: readonly JobResult[],
  newest: ReadonlyMap<string, number>,
): void {
  const { code, err, answers } = results.at(-1) ?? { code: -1, err: '', answers: [] };
  const what = `build ${build} of ${application}: ${err}${JSON.stringify(answers)}`;
  expect([0, 3], what).toContain(code);
  expect(answers.map(({ environment }) => environment).toSorted(), what).toEqual(environments.toSorted());
  for (const { action, environment } of answers) {
    const isNewest = newest.get(`${environment}/${application}`) === build;
    expect(isNewest ? LANDED : [...LANDED, 'superseded'], what).toContain(action);
  }
}

const LANDED: readonly Answer['action'][] = ['created', 'updated', 'none'];

/** Somebody brings what the branch proposes to main. */
async function pinByHand(desk: Desk): Promise<void> {
  const { world } = both();
  await desk.checkOut('main');
  const file = pinsFile('staging', ALONE);
  desk.write({ [file]: `${await desk.git('show', `origin/${BRANCH}:${file}`)}\n` });
  expect(await world.synth(desk)).toMatchObject({ code: 0 });
  await desk.push('main', 'Pin it by hand');
}

/**
 * A bump of the application that nobody else bumps.
 *
 * @param meanwhile what somebody does right before the first change of the job is heard
 */
async function bumpAlone(build: number, meanwhile?: () => Promise<unknown>): Promise<JobResult> {
  const { world } = both();
  let isFirst = true;
  const proxy = await FaultProxy.start(world.run, world.people.bot.url, async ({ push, method, path }) => {
    const isChange = push !== undefined || (method !== 'GET' && path.startsWith('/api/'));
    if (!isChange || !isFirst) return undefined;
    isFirst = false;
    await meanwhile?.();
    return undefined;
  });
  const image = images.get(build) ?? (await world.push(ALONE, String(build)));
  images.set(build, image);
  const args = ['bump', ALONE, `api=${image}`, '--env', 'staging', '--pr', '--build', String(build)];
  const result = await world.job([...args, '--source', 'acme/alone'], proxy.url);
  await proxy.stop();
  return result;
}

const images = new Map<number, string>();

function both() {
  if (started === undefined) throw new Error('the servers run only while a test does');
  return started;
}
