import type { BumpWorld } from './bump-world.ts';
import { FaultProxy, type Decide } from './fault-proxy.ts';
import type { JobResult } from './job.ts';
import type { PlannedJob } from './plan-jobs.ts';
import type { RandomFaults } from './random-faults.ts';

/** Jobs that run at the same time. */
const RUNNERS = 6;
/** As often CI runs a job again that could not reach somebody. */
const RERUNS = 2;

export interface DoneJob {
  readonly job: PlannedJob;
  /** One for each time that CI ran it. */
  readonly results: readonly JobResult[];
}

/** Runs jobs on a few runners, each with what goes wrong for it. */
export async function runJobs(
  world: BumpWorld,
  jobs: readonly PlannedJob[],
  faults: RandomFaults,
): Promise<readonly DoneJob[]> {
  const waiting = [...jobs.entries()];
  const done: DoneJob[] = [];
  const runner = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, job] = next;
      done.push({ job, results: await runPlanned(world, job, faults.of(number)) });
    }
  };
  await Promise.all(Array.from({ length: RUNNERS }, runner));
  return done;
}

/** How often jobs were run again, and how often they ended in which way. */
export function summaryOf(done: readonly DoneJob[]): Readonly<Record<string, number>> {
  const counts = new Map([['reruns', done.reduce((sum, { results }) => sum + results.length - 1, 0)]]);
  for (const { results } of done)
    for (const { action = '' } of results.at(-1)?.answers ?? []) counts.set(action, (counts.get(action) ?? 0) + 1);
  return Object.fromEntries(counts);
}

async function runPlanned(world: BumpWorld, job: PlannedJob, decide: Decide): Promise<readonly JobResult[]> {
  const { application, environments, build, autoMerge } = job;
  const image = await world.push(application, String(build));
  const proxy = await FaultProxy.start(world.run, world.people.bot.url, decide);
  const source = ['--build', String(build), '--source', `acme/${application}`];
  const where = environments.flatMap((name) => ['--env', name]);
  const more = autoMerge ? ['--auto-merge'] : [];
  const args = ['bump', application, `api=${image}`, '--pr', ...source, ...where, ...more];
  const results: JobResult[] = [];
  do results.push(await world.job(args, proxy.url));
  while (results.at(-1)?.code === 5 && results.length <= RERUNS);
  await proxy.stop();
  return results;
}
