import { Construct } from 'constructs';
import type { CronJobSpec } from '../kubernetes.ts';
import { addObject } from './add-object.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { rememberSourceLine } from './source-line.ts';
import type { Patches } from './workload/deployment.ts';
import { JOB_RUN_PROPS, jobSpecOf, type JobRunProps } from './workload/job-run.ts';
import { optionalCount } from './workload/optional-count.ts';
import { addPermissions } from './workload/permissions.ts';
import { scheduleOf, timeZoneOf } from './workload/schedule.ts';
import { addServiceAccount } from './workload/service-account.ts';
import { workloadIdentity } from './workload/workload-identity.ts';
import { registerWorkload } from './workload/workloads.ts';

/** How many Jobs that ended are kept, for their logs. */
export interface JobHistory {
  /** @default 3 */
  readonly succeeded?: number | undefined;
  /** @default 1 */
  readonly failed?: number | undefined;
}

const HISTORY = { succeeded: 1, failed: 1 } as const satisfies PropTable<JobHistory>;

export interface ScheduledJobPatch extends Patches<'CronJob' | 'ServiceAccount' | 'NetworkPolicy'> {}

export interface ScheduledJobProps extends JobRunProps {
  /** When it runs, in five fields, minute, hour, day of month, month and day of week: `30 2 * * *`; or `@daily`. */
  readonly schedule: string;
  /** The time zone of the schedule: `Europe/Berlin`. @default that of the cluster's control plane, mostly UTC */
  readonly timeZone?: string | undefined;
  /** Seconds after its time in which a run may still start; below 10 it may be missed every time. @default any */
  readonly startingDeadline?: number | undefined;
  /** When its time comes while the last run goes on: both run, the new one is left out, or it replaces the last one. @default 'Allow' */
  readonly concurrency?: 'Allow' | 'Forbid' | 'Replace' | undefined;
  /** How many Jobs that ended are kept. @default 3 that succeeded and 1 that failed */
  readonly history?: JobHistory | undefined;
  /** Starts no run until this is taken away again. @default false */
  readonly suspend?: boolean | undefined;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: ScheduledJobPatch | undefined;
}

const PROPS = {
  ...JOB_RUN_PROPS,
  schedule: 1,
  timeZone: 1,
  startingDeadline: 1,
  concurrency: 1,
  history: 1,
  suspend: 1,
  patch: 1,
} as const satisfies PropTable<ScheduledJobProps>;

/**
 * Work that is done again and again at set times: a ServiceAccount and a CronJob, named `<application>-<id>`.
 *
 * @example
 * new ScheduledJob(this, 'report', {
 *   image: this.image('report'),
 *   schedule: '30 2 * * *',
 *   timeZone: 'Europe/Berlin',
 *   concurrency: 'Forbid',
 *   deadline: 3600,
 * });
 */
export class ScheduledJob extends Construct {
  readonly #scheduledJob = true;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);

    const identity = workloadIdentity(this, props);
    const { name, namespace, workloadLabels: labels } = identity;
    addServiceAccount(this, props, identity, props.patch?.ServiceAccount);
    addPermissions(this, props, identity);
    addObject(
      this,
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { annotations: props.annotations, labels, name, namespace },
        spec: {
          ...timingOf(this, props),
          jobTemplate: { metadata: { labels }, spec: jobSpecOf(this, props, identity) },
        },
      },
      props.patch?.CronJob,
    );
    registerWorkload(this, { identity, ports: [], props });
    checkPatch(this, props.patch, ['NetworkPolicy']);
  }
}

function timingOf(construct: Construct, props: ScheduledJobProps): Omit<CronJobSpec, 'jobTemplate'> {
  const { concurrency, history = {} } = props;
  checkProps(construct, history, HISTORY, 'history');
  return {
    concurrencyPolicy: concurrency === 'Allow' ? undefined : concurrency,
    failedJobsHistoryLimit: optionalCount(construct, history.failed, 'history.failed', { byDefault: 1 }),
    schedule: scheduleOf(construct, props.schedule),
    startingDeadlineSeconds: optionalCount(construct, props.startingDeadline, 'startingDeadline', { least: 1 }),
    successfulJobsHistoryLimit: optionalCount(construct, history.succeeded, 'history.succeeded', { byDefault: 3 }),
    suspend: props.suspend || undefined,
    timeZone: timeZoneOf(construct, props.timeZone),
  };
}
