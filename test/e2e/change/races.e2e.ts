import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { BumpWorld, pinsAt } from './bump-world.ts';
import { BusyPerson } from './busy-person.ts';
import type { Answer, JobResult } from './job.ts';
import { newestBuilds, planJobs, type PlannedJob } from './plan-jobs.ts';
import { PushRejections } from './push-rejections.ts';
import { listBranches, listPulls, merge } from './pulls.ts';
import { RandomFaults } from './random-faults.ts';
import { runJobs, summaryOf } from './run-jobs.ts';

/** `SEED=7 npm run e2e -- change/races` repeats a run, as far as one can that depends on who is faster. */
const { SEED = String(Math.floor(Math.random() * 1_000_000)) } = process.env;
const seed = Number(SEED);

const ENVIRONMENTS = ['development', 'staging', 'production'];
const APPLICATIONS = Array.from({ length: 10 }, (_, index) => `app-${index}`);

let started: { readonly world: BumpWorld; readonly rejections: PushRejections } | undefined;

beforeAll(async () => {
  const world = await BumpWorld.start({
    environments: {
      development: { props: "merge: 'auto'," },
      staging: { props: "merge: 'auto'," },
      production: { props: "merge: 'review'," },
    },
    applications: APPLICATIONS,
  });
  started = { world, rejections: PushRejections.install(world.run) };
});
beforeEach(() => {
  onTestFailed(() => void process.stderr.write(`SEED=${seed}\n${started?.world.run.errors() ?? ''}`));
});
afterAll(() => started?.world.stop());

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

function both() {
  if (started === undefined) throw new Error('the servers run only while a test does');
  return started;
}
