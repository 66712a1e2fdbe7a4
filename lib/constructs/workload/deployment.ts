import type { Construct } from 'constructs';
import type { Kinds, Patch } from '../../kubernetes.ts';
import type { PropTable } from '../check-props.ts';
import { addDisruptionBudget, type Disruption } from './disruption.ts';
import { addPermissions } from './permissions.ts';
import { addPodController } from './pod-controller.ts';
import { POD_PROPS, type PodProps } from './pod.ts';
import type { NamedPort } from './ports.ts';
import type { Progress } from './progressive/progress.ts';
import { RESTART_PROPS, type RestartProps } from './restart.ts';
import type { Rollout } from './rollout.ts';
import { addAutoscaler, fewestPods, type Replicas } from './scaling.ts';
import { addServiceAccount } from './service-account.ts';
import { workloadIdentity, type WorkloadIdentity } from './workload-identity.ts';

/** Changes to objects that a construct emits, by kind: the escape hatch for what has no prop. Typed by the newest Kubernetes, applied last. */
export type Patches<K extends keyof Kinds> = { readonly [P in K]?: Patch<Kinds[P]> | undefined };

/** What a Deployment's workload says beside its Pods. */
export interface DeploymentProps extends PodProps, RestartProps {
  /** A number of Pods, or `{ min, max, cpu: 70 }` in per cent of the requested cpu. @default 1 */
  readonly replicas?: Replicas | undefined;
  /** How it goes from one revision to the next. @default Kubernetes' own: a quarter of the Pods at a time */
  readonly rollout?: 'recreate' | Rollout | undefined;
  /** How many Pods a drain may take at once. @default one, from two Pods up; none below */
  readonly disruption?: Disruption | false | undefined;
}

export const DEPLOYMENT_PROPS = {
  ...POD_PROPS,
  ...RESTART_PROPS,
  replicas: 1,
  rollout: 1,
  disruption: 1,
} as const satisfies PropTable<DeploymentProps>;

export type DeploymentKinds = 'Deployment' | 'ServiceAccount' | 'HorizontalPodAutoscaler' | 'PodDisruptionBudget';

/** A Deployment's workload, and the changes to what it emits. */
export interface PatchedDeploymentProps extends DeploymentProps {
  readonly patch?: Patches<DeploymentKinds | 'Rollout'> | undefined;
}

/**
 * ServiceAccount, Deployment, and what scales and guards it.
 *
 * @param progress a strategy: with Argo Rollouts, a Rollout stands in for the Deployment
 */
export function addDeployment(
  construct: Construct,
  props: PatchedDeploymentProps,
  ports: readonly NamedPort[] | undefined,
  progress?: Progress,
): WorkloadIdentity {
  const identity = workloadIdentity(construct, props);
  const replicas = props.replicas ?? 1;

  addServiceAccount(construct, props, identity, props.patch?.ServiceAccount);
  addPermissions(construct, props, identity);
  const controller = addPodController(construct, props, { identity, ports, progress });
  addAutoscaler(construct, replicas, controller, identity, props.patch?.HorizontalPodAutoscaler);
  addDisruptionBudget(construct, props.disruption, fewestPods(replicas), identity, props.patch?.PodDisruptionBudget);
  return identity;
}
