import type { Construct } from 'constructs';
import { addObject } from '../add-object.ts';
import type { PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import type { Patches } from './deployment.ts';
import { addDisruptionBudget, type Disruption } from './disruption.ts';
import type { Files } from './mounts.ts';
import { addPermissions } from './permissions.ts';
import { POD_PROPS, podOf, type PodProps } from './pod.ts';
import type { NamedPort } from './ports.ts';
import { annotationsOf, RESTART_PROPS, restartOf, type RestartProps } from './restart.ts';
import { retentionOf, type Retention } from './retention.ts';
import { addAutoscaler, fewestPods, replicasOf, type Replicas } from './scaling.ts';
import { addServiceAccount } from './service-account.ts';
import { statefulRolloutOf, type StatefulRollout } from './stateful-rollout.ts';
import { storageOf, type Storage } from './storage.ts';
import { workloadIdentity, type WorkloadIdentity } from './workload-identity.ts';

/** What a StatefulSet's workload says beside its Pods. */
export interface StatefulSetProps extends PodProps, RestartProps {
  /** A number of Pods, or `{ min, max, cpu: 70 }` in per cent of the requested cpu. @default 1 */
  readonly replicas?: Replicas | undefined;
  /** Volumes that each Pod keeps, by path in its own container: `{ '/var/lib/data': '10Gi' }`. Fixed once it is deployed. @default none */
  readonly storage?: Storage | undefined;
  /** When the claims of `storage` are deleted. @default never */
  readonly retention?: Retention | undefined;
  /** `Parallel`: all Pods start and stop at once. Fixed once it is deployed. @default one after the other, each when the one before is ready */
  readonly podManagement?: 'Parallel' | undefined;
  /** How it goes from one revision to the next. @default one Pod at a time, the last one first */
  readonly rollout?: 'onDelete' | StatefulRollout | undefined;
  /** How many Pods a drain may take at once. @default one, from two Pods up; none below */
  readonly disruption?: Disruption | false | undefined;
}

export const STATEFUL_SET_PROPS = {
  ...POD_PROPS,
  ...RESTART_PROPS,
  replicas: 1,
  storage: 1,
  retention: 1,
  podManagement: 1,
  rollout: 1,
  disruption: 1,
} as const satisfies PropTable<StatefulSetProps>;

export type StatefulSetKinds = 'StatefulSet' | 'ServiceAccount' | 'HorizontalPodAutoscaler' | 'PodDisruptionBudget';

/** ServiceAccount, StatefulSet, and what scales and guards it. The Service of its own name governs it. */
export function addStatefulSet(
  construct: Construct,
  props: StatefulSetProps & { readonly patch?: Patches<StatefulSetKinds> | undefined },
  ports: readonly NamedPort[],
): WorkloadIdentity {
  const identity = workloadIdentity(construct, props);
  const { name, namespace, selector, workloadLabels: labels } = identity;
  const replicas = props.replicas ?? 1;
  const storage = storageOf(construct, props.storage ?? {});
  const files = filesOf(construct, storage.files, props.files);

  addServiceAccount(construct, props, identity, props.patch?.ServiceAccount);
  addPermissions(construct, props, identity);
  addObject(
    construct,
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { annotations: annotationsOf(props), labels, name, namespace },
      spec: {
        persistentVolumeClaimRetentionPolicy: retentionOf(construct, props.retention, storage.claims.length),
        podManagementPolicy: props.podManagement,
        replicas: replicasOf(construct, replicas),
        selector: { matchLabels: selector },
        serviceName: name,
        template: podOf(construct, { ...props, files }, identity, {
          claims: storage.names,
          ports,
          restart: restartOf(construct, props),
        }),
        volumeClaimTemplates: storage.claims.length > 0 ? storage.claims : undefined,
        ...statefulRolloutOf(construct, props.rollout),
      },
    },
    props.patch?.StatefulSet,
  );
  const target = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
  addAutoscaler(construct, replicas, target, identity, props.patch?.HorizontalPodAutoscaler);
  addDisruptionBudget(construct, props.disruption, fewestPods(replicas), identity, props.patch?.PodDisruptionBudget);
  return identity;
}

function filesOf(construct: Construct, stored: Files, files: Files | undefined): Files | undefined {
  for (const path of Object.keys(stored)) {
    if (files?.[path] !== undefined) refuse(construct, `files and storage both have '${path}'. Leave it out of one.`);
  }
  return Object.keys(stored).length > 0 ? { ...stored, ...files } : files;
}
