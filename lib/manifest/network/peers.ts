import type { NamedPort } from '../../constructs/workload/ports.ts';
import type { Workload } from '../../constructs/workload/workloads.ts';
import type { NetworkPolicyPeer, NetworkPolicyPort } from '../../kubernetes.ts';

/** The label that every Namespace has since Kubernetes 1.22, with its own name. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Pods by their labels (all of them where there are none), as a policy in the namespace `own` names them. */
export function podsIn(
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
  own: string,
): NetworkPolicyPeer {
  const podSelector = labels && { matchLabels: labels };
  if (namespace === own) return { podSelector: podSelector ?? {} };
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } }, podSelector };
}

export function podsOf({ identity }: Workload, own: string): NetworkPolicyPeer {
  return podsIn(identity.namespace, identity.selector, own);
}

/** Of the Pods, never of their Service: a policy sees the traffic behind it. */
export function policyPorts(ports: readonly NamedPort[]): readonly NetworkPolicyPort[] {
  return ports.map(({ port, protocol }) => ({ port, protocol: protocol === 'TCP' ? undefined : protocol }));
}
