import { healthOf } from '../../../change/health.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import type { Upstream } from '../../../change/upstream-gate.ts';
import { shortCommit } from '../../../environment/source/commit-name.ts';
import type { BaseView } from '../../change/base-view.ts';
import { findObjection, type Reports } from '../../change/find-objection.ts';
import { changedApplications } from './changed-applications.ts';
import { findArrival } from './upstream-source.ts';

export interface SourceObjectionQuestion {
  /** The upstream; undefined where it was asked before, and is not again. */
  readonly from: string | undefined;
  readonly policy: EnvironmentPolicy;
  /** The code that would come. */
  readonly commit: string;
  /** What it would change in the target: paths from the root. */
  readonly files: Iterable<string>;
  /** Of the base branch; undefined where nobody can be asked. */
  readonly reports: Reports | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The most commits whose statuses are asked for: a CD tool reports the newest that it has seen. */
const MOST_COMMITS = 20;

/** Which rules of the target forbid other code for the applications that it would change: a hold, or that they have to run well upstream. */
export async function findSourceObjections(
  view: BaseView,
  question: SourceObjectionQuestion,
): Promise<readonly string[]> {
  const { policy, now } = question;
  const applications = changedApplications(policy.name, question.files);
  const holds: string[] = [];
  for (const application of applications) {
    // Freezes were looked at for all of the environment, and the upstream is asked below: of pins nothing is wanted here.
    const asked = { application, wanted: {}, hotfix: true, now };
    const hold = await findObjection(view, { ...policy, freezes: [] }, asked, undefined);
    if (hold !== undefined) holds.push(hold);
  }
  const { from } = question;
  if (from === undefined || !policy.gates.deployed) return holds;
  return [...holds, ...(await findUnhealthy(view, applications, { ...question, from }))];
}

async function findUnhealthy(
  view: BaseView,
  applications: readonly string[],
  { from, policy, commit, reports }: SourceObjectionQuestion & { readonly from: string },
): Promise<readonly string[]> {
  if (applications.length === 0) return [];
  if (reports === undefined)
    return [
      `${policy.name}: waits for what the CD tool of ${from} reports of ${applications.join(', ')}, which only --pr asks, and only on a host that has commit statuses.`,
    ];
  const arrival = await findArrival(view, reports.git, from, commit);
  const health = await readHealth(applications, from, arrival?.commit, reports);
  return applications.flatMap((application) => {
    const is = health.get(application);
    const object = `${from}-${application}`;
    if (is === 'unhealthy')
      return `${policy.name}: the CD tool of ${from} reports ${object} as not healthy. Mend it there first.`;
    if (is === 'healthy') return [];
    return `${policy.name}: the CD tool of ${from} has not reported ${object} as healthy since ${from} is built from commit ${shortCommit(commit)}: no commit status names it. Wait for it, or set up its notifications.`;
  });
}

/**
 * Of the commits that have the code, and no earlier one: the statuses of each are asked for once, the newest first, and only as long as one of
 * the applications is in none.
 */
async function readHealth(
  applications: readonly string[],
  from: string,
  arrival: string | undefined,
  { forge, git, base }: Reports,
): Promise<ReadonlyMap<string, Upstream['health']>> {
  const health = new Map<string, Upstream['health']>();
  if (arrival === undefined) return health;
  const later = await git.run(['rev-list', '--first-parent', `--max-count=${MOST_COMMITS}`, base, `^${arrival}`]);
  const commits = [...later.split('\n').filter((line) => line !== ''), arrival];
  for (const commit of commits.slice(0, MOST_COMMITS)) {
    const waiting = applications.filter((application) => (health.get(application) ?? 'silent') === 'silent');
    if (waiting.length === 0) break;
    const statuses = await forge.commitStatuses(commit);
    for (const application of waiting) health.set(application, healthOf(from, application, [statuses]));
  }
  return health;
}
