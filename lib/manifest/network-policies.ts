import type { IConstruct } from 'constructs';
import { tryExternal, type ExternalTarget } from '../constructs/external/external-targets.ts';
import { tryWorkload, type Workload } from '../constructs/workload/workloads.ts';
import type { EnvironmentRoot } from '../environment/environment.ts';
import type { NetworkPolicySpec } from '../kubernetes.ts';
import type { Dependency } from './dependencies.ts';
import { callsOf, type Calls } from './network/calls.ts';
import { egressRules } from './network/egress-rules.ts';
import { ingressRules } from './network/ingress-rules.ts';
import { tellOfNetwork } from './network/network-findings.ts';
import { podsOf, policyPorts } from './network/peers.ts';
import type { KubernetesObject } from './object.ts';
import { toPlain } from './to-plain.ts';

/** A NetworkPolicy and whose it is. */
export interface DerivedPolicy {
  readonly object: KubernetesObject;
  readonly construct: IConstruct;
  readonly application: string;
  /** Merged over the object, see `applyPatch`. */
  readonly patch?: object | undefined;
}

/**
 * The policies of an environment with `network: 'isolated'`: one a workload, which lets it ask DNS and reach what it refers to, and lets
 * in its gateways and the callers of its own application; and `<callee>-from-<caller>` beside the callee for each caller of another one.
 * All ports of what is referred to are open, and no others.
 *
 * @param dependencies of all applications, also of those that are not rendered: callers of others are let in too
 */
export function networkPolicies(
  environment: EnvironmentRoot,
  dependencies: readonly Dependency[],
): readonly DerivedPolicy[] {
  const calls = callsOf(environment, dependencies);
  tellOfNetwork(environment, calls);
  return workloadsBelow(environment).flatMap((callee) => {
    const callers = workloadsOf(calls.byCallee.get(callee.construct));
    const inside = callers.filter(({ application }) => application === callee.application);
    const outside = callers.filter(({ application }) => application !== callee.application);
    return [
      ownPolicy(environment, calls, callee, inside),
      ...outside.map((caller) => callerPolicy(environment, callee, caller)),
    ];
  });
}

/** A workload of one application. */
interface Place {
  readonly construct: IConstruct;
  readonly application: string;
  readonly workload: Workload;
}

function ownPolicy(environment: EnvironmentRoot, calls: Calls, place: Place, callers: readonly Place[]): DerivedPolicy {
  const { construct, application, workload } = place;
  const { name, selector } = workload.identity;
  const called = calls.byCaller.get(construct);
  const ingress = ingressRules(workload, {
    callers: callers.map((caller) => caller.workload),
    gateways: calls.routes.has(construct) ? environment.ingressFrom : undefined,
  });
  const egress = egressRules(workload, {
    workloads: workloadsOf(called).map((callee) => callee.workload),
    externals: externalsOf(called),
  });
  const object = policyOf(environment, workload, name, { podSelector: { matchLabels: selector }, ingress, egress });
  return { object, construct, application, patch: workload.props.patch?.NetworkPolicy };
}

function callerPolicy(
  environment: EnvironmentRoot,
  { construct, application, workload }: Place,
  caller: Place,
): DerivedPolicy {
  const { name, namespace, selector } = workload.identity;
  const object = policyOf(environment, workload, `${name}-from-${caller.workload.identity.name}`, {
    podSelector: { matchLabels: selector },
    ingress: [{ from: [podsOf(caller.workload, namespace)], ports: policyPorts(workload.ports) }],
  });
  return { object, construct, application };
}

/** The types of a policy are those of its rules: the API's default. */
function policyOf(
  { references }: EnvironmentRoot,
  { identity }: Workload,
  name: string,
  spec: NetworkPolicySpec,
): KubernetesObject {
  const metadata = { labels: identity.instanceLabels, name, namespace: identity.namespace };
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
  return toPlain(object, references, NOTHING_TRACKED) as unknown as KubernetesObject;
}

// Names and labels: whatever is wrong with them was found in the workload's own objects.
const NOTHING_TRACKED = {
  reference: (reference: { readonly value: string | number }): string | number => reference.value,
  strayMarker: () => undefined,
  encodedMarker: () => undefined,
  notJson: () => undefined,
};

/** Sorted by their names, so that neither the order in which they were made nor their place in the tree shows. */
function workloadsOf(constructs: Iterable<IConstruct> | undefined): readonly Place[] {
  const key = ({ workload: { identity } }: Place): string => `${identity.namespace}/${identity.name}`;
  return sortedBy(
    [...(constructs ?? [])].flatMap((construct) => tryPlace(construct) ?? []),
    key,
  );
}

function externalsOf(constructs: Iterable<IConstruct> | undefined): readonly ExternalTarget[] {
  const externals = [...(constructs ?? [])].flatMap((construct) => tryExternal(construct) ?? []);
  return sortedBy(externals, ({ namespace, name }) => `${namespace}/${name}`);
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function workloadsBelow(construct: IConstruct): readonly Place[] {
  const below = construct.node.children.flatMap(workloadsBelow);
  const place = tryPlace(construct);
  return place === undefined ? below : [place, ...below];
}

function tryPlace(construct: IConstruct): Place | undefined {
  const workload = tryWorkload(construct);
  return workload && { construct, application: construct.node.scopes[1]?.node.id ?? '', workload };
}
