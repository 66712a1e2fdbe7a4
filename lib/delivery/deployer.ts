import type { KubernetesObject } from '../manifest/object.ts';
import type { RenderedEnvironment } from '../manifest/rendered-environment.ts';
import type { Schema } from '../schema/open-schema.ts';
import type { KindReference } from './kind-reference.ts';
import { LABELS } from './labels.ts';
import { resourceName } from './resource-name.ts';

/**
 * Who delivers into one namespace. Applications of one namespace share it: RBAC cannot tell their objects apart. It lives as long as its
 * Namespace is in git, so that it can still remove the last application of it.
 */
export interface Deployer {
  /** `<environment>-<namespace>`, of its account, Role and RoleBinding. */
  readonly name: string;
  /** The namespace of its account: that of the CD tool, out of reach of what it delivers. */
  readonly home: string;
  /** The namespace of the applications that it delivers. */
  readonly namespace: string;
  /** Where it has rights, sorted: also where single objects of these applications lie elsewhere, and where they may have lain. */
  readonly namespaces: readonly string[];
}

export function deployersOf({ name, props, applications }: RenderedEnvironment, home: string): readonly Deployer[] {
  const namespaces = new Map<string, Set<string>>();
  const at = (namespace: string): Set<string> => {
    const known = namespaces.get(namespace) ?? new Set([namespace]);
    namespaces.set(namespace, known);
    return known;
  };
  for (const application of applications) {
    const own = at(application.namespace);
    for (const namespace of application.namespaces) own.add(namespace);
  }
  const kept = props.namespaces ?? [];
  for (const namespace of kept) at(namespace);
  return [...namespaces]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, own]) => {
      const all = new Set([...own, ...kept]);
      return { name: `${name}-${namespace}`, home, namespace, namespaces: [...all].toSorted() };
    });
}

const API = 'rbac.authorization.k8s.io/v1';
const API_GROUP = 'rbac.authorization.k8s.io';
const DELIVER = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const READ = ['get', 'list', 'watch'];

/** What tells whether a workload is healthy. */
const HEALTH: readonly PolicyRule[] = [
  { apiGroups: [''], resources: ['events', 'pods'], verbs: READ },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: READ },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: READ },
];

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What the deployers of one environment may do: the same everywhere. */
export interface Rights {
  /** In each namespace of a deployer. */
  readonly rules: readonly PolicyRule[];
  /** In the whole cluster. */
  readonly clusterRules: readonly PolicyRule[];
}

export interface RightsOptions {
  readonly schema: Schema;
  /** Whether they may also make what has no namespace. */
  readonly platform: boolean;
}

export function rightsUnder(ceiling: readonly KindReference[], { schema, platform }: RightsOptions): Rights {
  const isClusterScoped = ({ group, kind }: KindReference): boolean =>
    schema.findKind(group, kind)?.scope === 'Cluster';
  const namespaced = ceiling.filter((kind) => !isClusterScoped(kind));
  return {
    // Frozen, as all Roles share it: its text is made once.
    rules: Object.freeze([...rulesOf(namespaced, schema), ...HEALTH]),
    clusterRules: platform ? rulesOf(ceiling.filter(isClusterScoped), schema) : [],
  };
}

/** Account, Roles and RoleBindings of a deployer. There may be hundreds: their keys are in the order of dist as they are made. */
export function accountOf({ name, home, namespaces }: Deployer, rights: Rights): readonly KubernetesObject[] {
  const subjects = [{ name, kind: 'ServiceAccount', namespace: home }];
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { labels: LABELS, name, namespace: home } },
    ...namespaces.flatMap((namespace) => bound('Role', { labels: LABELS, name, namespace }, rights.rules, subjects)),
    ...(rights.clusterRules.length > 0
      ? bound('ClusterRole', { labels: LABELS, name }, rights.clusterRules, subjects)
      : []),
  ];
}

function bound(
  kind: 'Role' | 'ClusterRole',
  metadata: KubernetesObject['metadata'],
  rules: readonly PolicyRule[],
  subjects: readonly object[],
): readonly KubernetesObject[] {
  const roleRef = { apiGroup: API_GROUP, kind, name: metadata.name };
  return [
    { apiVersion: API, kind, metadata, rules },
    { apiVersion: API, kind: `${kind}Binding`, metadata, roleRef, subjects },
  ];
}

/** One rule for each API group. */
function rulesOf(kinds: readonly KindReference[], schema: Schema): readonly PolicyRule[] {
  const resources = new Map<string, string[]>();
  for (const { group, kind } of kinds) {
    const resource = schema.findKind(group, kind)?.plural ?? resourceName(kind);
    resources.set(group, [...(resources.get(group) ?? []), resource]);
  }
  return [...resources].map(([group, names]) => ({
    apiGroups: [group],
    resources: names.toSorted(),
    verbs: DELIVER,
  }));
}
