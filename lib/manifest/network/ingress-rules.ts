import type { IngressSource } from '../../environment/environment-props.ts';
import type { NetworkPolicyIngressRule } from '../../kubernetes.ts';
import type { Workload } from '../../constructs/workload/workloads.ts';
import { podsIn, podsOf, policyPorts } from './peers.ts';

/** Who comes in to a workload. */
export interface WayIn {
  /** The workloads of its own application that call it. */
  readonly callers: readonly Workload[];
  /** Where requests of the route come from that leads to it; undefined where there is none. */
  readonly gateways: readonly IngressSource[] | undefined;
}

/** Undefined where nobody comes in. What has ports at a load balancer or at its nodes said so itself. */
export function ingressRules(
  workload: Workload,
  { callers, gateways }: WayIn,
): readonly NetworkPolicyIngressRule[] | undefined {
  const { identity, peers, ports } = workload;
  const { namespace } = identity;
  const all = policyPorts(ports);
  const open = hasLoadBalancer(workload) ? ports : ports.filter(({ hostPort }) => hostPort !== undefined);
  const inside = peers === true && !callers.includes(workload) ? [workload, ...callers] : callers;
  const rules: NetworkPolicyIngressRule[] = [];
  if (inside.length > 0) rules.push({ from: inside.map((caller) => podsOf(caller, namespace)), ports: all });
  if (gateways !== undefined && gateways.length > 0) {
    const from = gateways.map((source) => podsIn(source.namespace, source.pods, namespace));
    rules.push({ from, ports: all.slice(0, 1) });
  }
  if (open.length > 0) rules.push({ ports: policyPorts(open) });
  return rules.length > 0 ? rules : undefined;
}

function hasLoadBalancer({ props }: Workload): boolean {
  return 'loadBalancer' in props && props.loadBalancer !== undefined;
}
