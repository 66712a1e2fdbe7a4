import { seeded } from '../../schema/random-value.ts';

/** A job of CI: one build of one application goes to some environments. */
export interface PlannedJob {
  readonly application: string;
  readonly environments: readonly string[];
  /** Higher for each later one of the same application. */
  readonly build: number;
  readonly autoMerge: boolean;
}

/**
 * Twice as many jobs as applications, in an order that has nothing to do with their builds. Each application has one; the others are of
 * the same application and environment as one before.
 */
export function planJobs(
  seed: number,
  applications: readonly string[],
  environments: readonly string[],
): readonly PlannedJob[] {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const jobs: PlannedJob[] = [];
  const add = (application: string, environment: string): void => {
    const more = environments.filter((one) => one === environment || random() < 0.2);
    jobs.push({ application, environments: more, build: jobs.length + 1, autoMerge: random() < 0.3 });
  };
  for (const application of applications) add(application, pick(environments));
  for (const { application, environments: its } of applications.map(() => pick(jobs))) add(application, pick(its));
  return jobs
    .map((job) => [random(), job] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, job]) => job);
}

/** The newest build of each application in each environment, by `environment/application`. */
export function newestBuilds(jobs: readonly PlannedJob[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const { application, environments, build } of jobs)
    for (const environment of environments) {
      const key = `${environment}/${application}`;
      newest.set(key, Math.max(build, newest.get(key) ?? 0));
    }
  return newest;
}
