import type { Construct } from 'constructs';
import type { Affinity, PodDNSConfig, PodSpec, PodTemplateSpec, Toleration } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import type { Config } from '../config.ts';
import type { Secret } from '../secret.ts';
import { CONTAINER_PROPS, containerOf, type ContainerProps, type SidecarProps } from './container.ts';
import { PodVolumes } from './mounts.ts';
import { PodSecrets } from './pod-secrets.ts';
import type { Restart } from './restart.ts';
import { optionalCount } from './optional-count.ts';
import { checkContainerNames, initContainers, sidecarContainers } from './pod-containers.ts';
import type { NamedPort } from './ports.ts';
import { securityOf, type SecurityFields } from './security.ts';
import { serviceAccountFields, type ServiceAccountProps } from './service-account.ts';
import type { Permission } from './permissions.ts';
import { spreadOf, type Spread } from './spread.ts';
import type { Volume } from './volumes.ts';
import type { WorkloadIdentity } from './workload-identity.ts';
import type { Security } from '../../environment/environment-props.ts';

/** What every workload says of its Pods; the container of {@link ContainerProps} is the workload's own. */
export interface PodProps extends ContainerProps {
  /** Containers beside the workload's own, by name. @default none */
  readonly sidecars?: Readonly<Record<string, SidecarProps>> | undefined;
  /** Containers that run one after the other before the others start, by name. @default none */
  readonly init?: Readonly<Record<string, ContainerProps>> | undefined;
  /** Volumes by name, for `files: { '/path': 'name' }`. @default none; a volume may stand in `files` itself */
  readonly volumes?: Readonly<Record<string, Config | Secret | Volume>> | undefined;
  /** What the Pods may do at the API server, in their namespace. Without it they have no token. @default nothing */
  readonly can?: readonly Permission[] | undefined;
  /** The name of a ServiceAccount that is there, or what is said of the workload's own. @default its own */
  readonly serviceAccount?: string | ServiceAccountProps | undefined;
  /** The Pod Security Standard that the Pods meet, or single fields. @default the environment's */
  readonly security?: Security | SecurityFields | undefined;
  /** Spreads the Pods over zones and nodes. @default as the scheduler likes */
  readonly spread?: Spread | undefined;
  /** Labels that a node must have. @default none */
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  /** Taints that the Pods stand. @default none */
  readonly tolerations?: readonly Toleration[] | undefined;
  /** @default none */
  readonly affinity?: Affinity | undefined;
  /** The PriorityClass. @default the cluster's own */
  readonly priority?: string | undefined;
  /** The RuntimeClass. @default the node's own */
  readonly runtimeClass?: string | undefined;
  /** Seconds between the signal to stop and the kill. @default 30 */
  readonly terminationGracePeriod?: number | undefined;
  /** Secrets for the image registry, of the type `kubernetes.io/dockerconfigjson`, or their names. @default none */
  readonly imagePullSecrets?: readonly (string | Secret)[] | undefined;
  /** Host names by address, for the Pods' /etc/hosts. @default none */
  readonly hostAliases?: Readonly<Record<string, readonly string[]>> | undefined;
  /** @default the cluster's DNS */
  readonly dns?:
    | {
        readonly policy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None' | undefined;
        readonly config?: PodDNSConfig | undefined;
      }
    | undefined;
  /** On every object of the workload and on its Pods; not `app.kubernetes.io/name` and `instance`, by which they are selected. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** On the workload and on its Pods. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

export const POD_PROPS = {
  ...CONTAINER_PROPS,
  sidecars: 1,
  init: 1,
  volumes: 1,
  can: 1,
  serviceAccount: 1,
  security: 1,
  spread: 1,
  nodeSelector: 1,
  tolerations: 1,
  affinity: 1,
  priority: 1,
  runtimeClass: 1,
  terminationGracePeriod: 1,
  imagePullSecrets: 1,
  hostAliases: 1,
  dns: 1,
  labels: 1,
  annotations: 1,
} as const satisfies PropTable<PodProps>;

/** What one kind of workload decides about its Pods. */
export interface PodShape {
  /** The ports of the workload's own container. */
  readonly ports?: readonly NamedPort[] | undefined;
  /** Names of claim templates that containers may mount. */
  readonly claims?: readonly string[] | undefined;
  /** A Job's Pods end. @default 'Always' */
  readonly restartPolicy?: 'OnFailure' | 'Never' | undefined;
  /** The label that tells Pods of one rollout apart, which are spread by themselves. @default none */
  readonly revisionLabel?: string | undefined;
  /** What restarts the Pods when a Secret changes. @default 'none': they end */
  readonly restart?: Restart | undefined;
}

/** The Pod template of a workload. */
export function podOf(
  construct: Construct,
  props: PodProps,
  identity: WorkloadIdentity,
  shape: PodShape,
): PodTemplateSpec {
  const secrets = new PodSecrets(construct, shape.restart ?? 'none');
  const volumes = new PodVolumes(construct, props.volumes ?? {}, secrets, shape.claims);
  const security = securityOf(construct, props.security);
  const place = { volumes, secrets, security: security.container };

  if (props.dns) checkProps(construct, props.dns, { policy: 1, config: 1 }, 'dns');
  checkContainerNames(construct, props);
  const own = containerOf(construct, props, { ...place, name: construct.node.id, ports: shape.ports, where: '' });
  const init = initContainers(construct, props, place);
  const sidecars = sidecarContainers(construct, props, place);
  const spec: PodSpec = {
    affinity: props.affinity,
    containers: [own, ...sidecars.ordinary],
    dnsConfig: props.dns?.config,
    dnsPolicy: props.dns?.policy === 'ClusterFirst' ? undefined : props.dns?.policy,
    hostAliases: props.hostAliases && Object.entries(props.hostAliases).map(([ip, hostnames]) => ({ hostnames, ip })),
    imagePullSecrets: props.imagePullSecrets?.map((secret) => secrets.pullSecret(secret)),
    initContainers: init.length + sidecars.native.length > 0 ? [...sidecars.native, ...init] : undefined,
    nodeSelector: props.nodeSelector,
    priorityClassName: props.priority,
    restartPolicy: shape.restartPolicy,
    runtimeClassName: props.runtimeClass,
    securityContext: security.pod,
    terminationGracePeriodSeconds: optionalCount(construct, props.terminationGracePeriod, 'terminationGracePeriod', {
      byDefault: 30,
    }),
    tolerations: props.tolerations,
    topologySpreadConstraints:
      props.spread && spreadOf(construct, props.spread, identity.selector, shape.revisionLabel),
    volumes: volumes.volumes.length > 0 ? volumes.volumes : undefined,
    ...security.host,
    ...serviceAccountFields(props, identity),
  };
  const annotations = secrets.annotations ? { ...secrets.annotations, ...props.annotations } : props.annotations;
  return { metadata: { annotations, labels: identity.workloadLabels }, spec };
}
