import type { Construct } from 'constructs';
import type { Kinds, Patch } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import type { PropTable } from '../check-props.ts';
import { addDisruptionBudget, type Disruption } from './disruption.ts';
import { addPermissions } from './permissions.ts';
import { POD_PROPS, podOf, type PodProps } from './pod.ts';
import type { NamedPort } from './ports.ts';
import { rolloutOf, type Rollout } from './rollout.ts';
import { addAutoscaler, fewestPods, replicasOf, type Replicas } from './scaling.ts';
import { addServiceAccount } from './service-account.ts';
import { workloadIdentity, type WorkloadIdentity } from './workload-identity.ts';

/** Changes to objects that a construct emits, by kind: the escape hatch for what has no prop. Typed by the newest Kubernetes, applied last. */
export type Patches<K extends keyof Kinds> = { readonly [P in K]?: Patch<Kinds[P]> | undefined };

/** What a Deployment's workload says beside its Pods. */
export interface DeploymentProps extends PodProps {
  /** A number of Pods, or `{ min, max, cpu: 70 }` in per cent of the requested cpu. @default 1 */
  readonly replicas?: Replicas | undefined;
  /** How it goes from one revision to the next. @default Kubernetes' own: a quarter of the Pods at a time */
  readonly rollout?: 'recreate' | Rollout | undefined;
  /** How many Pods a drain may take at once. @default one, from two Pods up; none below */
  readonly disruption?: Disruption | false | undefined;
}

export const DEPLOYMENT_PROPS = {
  ...POD_PROPS,
  replicas: 1,
  rollout: 1,
  disruption: 1,
} as const satisfies PropTable<DeploymentProps>;

export type DeploymentKinds = 'Deployment' | 'ServiceAccount' | 'HorizontalPodAutoscaler' | 'PodDisruptionBudget';

/** ServiceAccount, Deployment, and what scales and guards it. */
export function addDeployment(
  construct: Construct,
  props: DeploymentProps & { readonly patch?: Patches<DeploymentKinds> | undefined },
  ports: readonly NamedPort[] | undefined,
): WorkloadIdentity {
  const identity = workloadIdentity(construct, props);
  const { name, namespace, selector, workloadLabels: labels } = identity;
  const replicas = props.replicas ?? 1;

  addServiceAccount(construct, props, identity, props.patch?.ServiceAccount);
  addPermissions(construct, props, identity);
  addObject(
    construct,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { annotations: props.annotations, labels, name, namespace },
      spec: {
        replicas: replicasOf(construct, replicas),
        selector: { matchLabels: selector },
        template: podOf(construct, props, identity, { ports, spreadByRevision: true }),
        ...rolloutOf(construct, props.rollout),
      },
    },
    props.patch?.Deployment,
  );
  addAutoscaler(
    construct,
    replicas,
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    identity,
    props.patch?.HorizontalPodAutoscaler,
  );
  addDisruptionBudget(construct, props.disruption, fewestPods(replicas), identity, props.patch?.PodDisruptionBudget);
  return identity;
}
