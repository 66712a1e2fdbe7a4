import type { ExternalTarget } from '../../constructs/external/external-targets.ts';
import { ADDRESS_LENGTH } from '../../constructs/external/ip-address.ts';
import type { Workload } from '../../constructs/workload/workloads.ts';
import type { NetworkPolicyEgressRule } from '../../kubernetes.ts';
import { podsIn, podsOf, policyPorts } from './peers.ts';

/** What a workload calls. */
export interface WayOut {
  readonly workloads: readonly Workload[];
  readonly externals: readonly ExternalTarget[];
}

/** Names are asked at the cluster's own DNS alone: CoreDNS and kube-dns have these labels in kubeadm, k3s, EKS, GKE and AKS. */
const DNS = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } } as const;

/** The API server's own port, and the one of its Service: a policy may see either, and knows no name for its address. */
const API_SERVER: NetworkPolicyEgressRule = { ports: [{ port: 443 }, { port: 6443 }] };

export function egressRules(workload: Workload, { workloads, externals }: WayOut): readonly NetworkPolicyEgressRule[] {
  const { identity, peers, props } = workload;
  const { namespace } = identity;
  const called = peers === true && !workloads.includes(workload) ? [workload, ...workloads] : workloads;
  const rules: NetworkPolicyEgressRule[] = [
    { ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }], to: [podsIn(DNS.namespace, DNS.labels, namespace)] },
    ...called.map((callee) => ({ ports: policyPorts(callee.ports), to: [podsOf(callee, namespace)] })),
    ...externals.map(externalRule),
  ];
  if ((props.can ?? []).length > 0) rules.push(API_SERVER);
  return unique(rules);
}

function externalRule({ location, ports }: ExternalTarget): NetworkPolicyEgressRule {
  const cidrs =
    'host' in location
      ? location.cidrs
      : location.addresses.map(({ family, text }) => `${text}/${ADDRESS_LENGTH[family]}`);
  return {
    ports: policyPorts(ports),
    to: cidrs.length === 0 ? undefined : cidrs.map((cidr) => ({ ipBlock: { cidr } })),
  };
}

/** Two names of one database are one way out. */
function unique(rules: readonly NetworkPolicyEgressRule[]): readonly NetworkPolicyEgressRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
