import { Construct } from 'constructs';
import { addObject } from './add-object.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { report } from './refuse.ts';
import { rememberSourceLine } from './source-line.ts';
import type { Patches } from './workload/deployment.ts';
import { JOB_RUN_PROPS, jobSpecOf, type JobRunProps } from './workload/job-run.ts';
import { addPermissions } from './workload/permissions.ts';
import { addServiceAccount } from './workload/service-account.ts';
import { workloadIdentity } from './workload/workload-identity.ts';
import { registerWorkload } from './workload/workloads.ts';

export interface JobPatch extends Patches<'Job' | 'ServiceAccount' | 'NetworkPolicy'> {}

export interface JobProps extends JobRunProps {
  /** Does not run until this is taken away again. @default false */
  readonly suspend?: boolean | undefined;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: JobPatch | undefined;
}

const PROPS = { ...JOB_RUN_PROPS, suspend: 1, patch: 1 } as const satisfies PropTable<JobProps>;

/**
 * Work that is done once, when it is deployed first, such as a migration: a ServiceAccount and a Job, named `<application>-<id>`.
 *
 * Kubernetes takes no change of a Job's Pods, and a new image is one: to run it again, give it a new id, such as `migrate-2`. Or let the CD
 * tool replace it: with Argo CD by `annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true,Force=true' }`, with Flux by
 * `annotations: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }`.
 * A Job that ended stays as long as it is in git. With `ttl` the cluster deletes it, and the CD tool makes and runs it again.
 *
 * @example
 * new Job(this, 'migrate-1', { image: this.image('api'), args: ['migrate'], retries: 2, deadline: 600 });
 */
export class Job extends Construct {
  readonly #job = true;

  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    if (props.ttl !== undefined) warnOfReturn(this, props.ttl);

    const identity = workloadIdentity(this, props);
    const { name, namespace, workloadLabels: labels } = identity;
    addServiceAccount(this, props, identity, props.patch?.ServiceAccount);
    addPermissions(this, props, identity);
    addObject(
      this,
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { annotations: props.annotations, labels, name, namespace },
        spec: { ...jobSpecOf(this, props, identity), suspend: props.suspend || undefined },
      },
      props.patch?.Job,
    );
    registerWorkload(this, { identity, ports: [], props });
    checkPatch(this, props.patch, ['NetworkPolicy']);
  }
}

function warnOfReturn(job: Job, ttl: number): void {
  report(job, {
    rule: 'delivery/job-returns',
    severity: 'warning',
    message: `${job.node.path}: ttl is ${ttl}. The cluster deletes the Job ${ttl} seconds after its end, and the CD tool, which then misses it, makes and runs it again. Leave ttl out, and take the Job out of the source when it is done.`,
  });
}
