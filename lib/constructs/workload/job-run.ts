import type { Construct } from 'constructs';
import type { JobSpec } from '../../kubernetes.ts';
import type { PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { optionalCount } from './optional-count.ts';
import { POD_PROPS, podOf, type PodProps } from './pod.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

/** What a job says of one run: Pods that end. */
export interface JobRunProps extends Omit<PodProps, 'probes'> {
  /** How often Pods may fail before the run counts as failed. @default 6 */
  readonly retries?: number | undefined;
  /** Seconds after which the run is stopped and counts as failed. @default none */
  readonly deadline?: number | undefined;
  /** Pods at a time. @default 1 */
  readonly parallelism?: number | undefined;
  /** Pods that must succeed. @default 1; with `parallelism` above 1: any one, when none is left running */
  readonly completions?: number | undefined;
  /** Each Pod has a number from 0 on, in `JOB_COMPLETION_INDEX`; needs `completions`. @default false */
  readonly indexed?: boolean | undefined;
  /** Seconds after its end until the cluster deletes the Job and its Pods. @default kept */
  readonly ttl?: number | undefined;
  /** What follows a failure: the container starts again in its Pod, or a new Pod is made and the old one kept for its logs. @default 'OnFailure' */
  readonly restartPolicy?: 'OnFailure' | 'Never' | undefined;
}

const { probes: _, ...POD_PROPS_WITHOUT_PROBES } = POD_PROPS;

export const JOB_RUN_PROPS = {
  ...POD_PROPS_WITHOUT_PROBES,
  retries: 1,
  deadline: 1,
  parallelism: 1,
  completions: 1,
  indexed: 1,
  ttl: 1,
  restartPolicy: 1,
} as const satisfies PropTable<JobRunProps>;

export function jobSpecOf(construct: Construct, props: JobRunProps, identity: WorkloadIdentity): JobSpec {
  const { restartPolicy = 'OnFailure' } = props;
  if (restartPolicy !== 'OnFailure' && restartPolicy !== 'Never') {
    refuse(construct, `restartPolicy is '${String(restartPolicy)}'. A job's Pods end: use 'OnFailure' or 'Never'.`);
  }
  if (props.indexed === true && props.completions === undefined) {
    refuse(construct, 'is indexed and has no completions. Say how many numbers there are: completions: 3.');
  }
  return {
    activeDeadlineSeconds: optionalCount(construct, props.deadline, 'deadline', { least: 1 }),
    backoffLimit: optionalCount(construct, props.retries, 'retries', { byDefault: 6 }),
    completionMode: props.indexed ? 'Indexed' : undefined,
    completions: completionsOf(construct, props),
    parallelism: optionalCount(construct, props.parallelism, 'parallelism', { byDefault: 1 }),
    template: podOf(construct, props, identity, { restartPolicy }),
    ttlSecondsAfterFinished: optionalCount(construct, props.ttl, 'ttl'),
  };
}

/** One is what Kubernetes takes only where parallelism is missing too: else a missing number means a queue of work. */
function completionsOf(construct: Construct, { completions, parallelism = 1 }: JobRunProps): number | undefined {
  return optionalCount(construct, completions, 'completions', {
    least: 1,
    byDefault: parallelism === 1 ? 1 : undefined,
  });
}
