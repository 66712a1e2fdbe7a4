import type { Construct } from 'constructs';
import { addObject } from '../add-object.ts';
import { showValue } from '../../manifest/show-value.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { servicePorts, type NamedPort } from './ports.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

export interface LoadBalancer {
  /** `internal`: only from the cloud's own network. */
  readonly scheme: 'internal' | 'external';
  /** What the cloud wants to know. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Addresses that may call, as CIDRs. @default all */
  readonly sourceRanges?: readonly string[] | undefined;
  /** The load balancer's implementation. @default the cloud's own */
  readonly class?: string | undefined;
  /** `Local` keeps the caller's address. @default 'Cluster' */
  readonly traffic?: 'Local' | undefined;
}

const LOAD_BALANCER = {
  scheme: 1,
  annotations: 1,
  sourceRanges: 1,
  class: 1,
  traffic: 1,
} as const satisfies PropTable<LoadBalancer>;

// Each cloud reads its own and passes over the others'.
const INTERNAL = {
  'networking.gke.io/load-balancer-type': 'Internal',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
  'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
} as const;

export interface ServiceProps {
  /** A load balancer of the cloud in front. @default none: reached in the cluster alone */
  readonly loadBalancer?: 'internal' | 'external' | LoadBalancer | undefined;
  /** Sends a client to the same Pod, for `timeout` seconds (10800). @default not */
  readonly sessionAffinity?: 'ClientIP' | { readonly timeout: number } | undefined;
  /** Prefers Pods that are near: `PreferClose` from Kubernetes 1.31, `PreferSameZone` and `PreferSameNode` from 1.34. @default not */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode' | undefined;
}

export const SERVICE_PROPS = {
  loadBalancer: 1,
  sessionAffinity: 1,
  trafficDistribution: 1,
} as const satisfies PropTable<ServiceProps>;

/**
 * The Service in front of a workload's Pods.
 *
 * @param twin of a second one, `<name>-<twin>`, that is reached in the cluster alone
 */
export function addService(
  construct: Construct,
  props: ServiceProps,
  ports: readonly NamedPort[],
  identity: WorkloadIdentity,
  patch: object | undefined,
  twin?: string,
): void {
  const balancer: LoadBalancer | undefined =
    typeof props.loadBalancer === 'string' ? { scheme: props.loadBalancer } : props.loadBalancer;
  if (balancer) checkProps(construct, balancer, LOAD_BALANCER, 'loadBalancer');
  const annotations = balancer && { ...(balancer.scheme === 'internal' ? INTERNAL : {}), ...balancer.annotations };
  if (balancer && balancer.scheme !== 'internal' && balancer.scheme !== 'external') {
    refuse(construct, `loadBalancer is ${showValue(balancer.scheme)}. Use 'internal' or 'external'.`);
  }
  if (typeof props.sessionAffinity === 'object')
    checkProps(construct, props.sessionAffinity, { timeout: 1 }, 'sessionAffinity');
  else if (props.sessionAffinity !== undefined && props.sessionAffinity !== 'ClientIP')
    refuse(
      construct,
      `sessionAffinity is ${showValue(props.sessionAffinity)}. Use 'ClientIP', or { timeout: 600 } in seconds.`,
    );
  const timeout = typeof props.sessionAffinity === 'object' ? props.sessionAffinity.timeout : undefined;
  const { name, namespace, instanceLabels: labels, selector } = identity;
  const inCluster = {
    ports: servicePorts(ports),
    selector,
    sessionAffinity: props.sessionAffinity && 'ClientIP',
    sessionAffinityConfig:
      timeout === undefined || timeout === 10_800 ? undefined : { clientIP: { timeoutSeconds: timeout } },
    trafficDistribution: props.trafficDistribution,
  } as const;
  addObject(
    construct,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        annotations: annotations && Object.keys(annotations).length > 0 ? annotations : undefined,
        labels,
        name,
        namespace,
      },
      spec: {
        externalTrafficPolicy: balancer?.traffic,
        loadBalancerClass: balancer?.class,
        loadBalancerSourceRanges: balancer?.sourceRanges,
        ...inCluster,
        type: balancer && 'LoadBalancer',
      },
    },
    patch,
  );
  if (twin === undefined) return;
  const metadata = { labels, name: `${name}-${twin}`, namespace };
  addObject(construct, { apiVersion: 'v1', kind: 'Service', metadata, spec: inCluster }, undefined, `Service-${twin}`);
}
