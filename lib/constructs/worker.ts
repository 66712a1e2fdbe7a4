import { Construct } from 'constructs';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { rememberSourceLine } from './source-line.ts';
import {
  addDeployment,
  DEPLOYMENT_PROPS,
  type DeploymentKinds,
  type DeploymentProps,
  type Patches,
} from './workload/deployment.ts';
import { registerWorkload } from './workload/workloads.ts';

export interface WorkerPatch extends Patches<DeploymentKinds | 'NetworkPolicy'> {}

export interface WorkerProps extends DeploymentProps {
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: WorkerPatch | undefined;
}

const PROPS = { ...DEPLOYMENT_PROPS, patch: 1 } as const satisfies PropTable<WorkerProps>;

/**
 * A service that nobody calls, such as the reader of a queue: a WebService without a Service and without ports.
 *
 * @example
 * new Worker(this, 'mailer', { image: this.image('mailer'), replicas: 2, env: { QUEUE_URL: queue.url() } });
 */
export class Worker extends Construct {
  readonly #worker = true;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);

    const identity = addDeployment(this, props, undefined);
    registerWorkload(this, { identity, ports: [], props });
    checkPatch(this, props.patch, ['NetworkPolicy']);
  }
}
