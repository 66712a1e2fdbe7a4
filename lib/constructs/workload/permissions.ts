import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { PolicyRule } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import { checkProps } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import type { PodProps } from './pod.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

/** A resource as kubectl writes it: `configmaps`, `pods/log`, `deployments.apps`, `deployments.apps/scale`. */
export type Resource =
  | 'configmaps'
  | 'secrets'
  | 'pods'
  | 'services'
  | 'nodes'
  | 'deployments.apps'
  | 'leases.coordination.k8s.io'
  | (string & {});

type Verb = 'read' | 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

/** `{ get: 'configmaps' }`; `read` is get, list and watch; `names` limits it to objects of these names. */
export type Permission = { readonly [V in Verb]?: Resource | readonly Resource[] | undefined } & {
  readonly names?: readonly string[] | undefined;
};

const PERMISSION = {
  read: 1,
  get: 1,
  list: 1,
  watch: 1,
  create: 1,
  update: 1,
  patch: 1,
  delete: 1,
  names: 1,
} as const satisfies Record<Verb | 'names', 1>;

const VERBS: Readonly<Record<Verb, readonly string[]>> = {
  read: ['get', 'list', 'watch'],
  get: ['get'],
  list: ['list'],
  watch: ['watch'],
  create: ['create'],
  update: ['update'],
  patch: ['patch'],
  delete: ['delete'],
};

/** Resources without a namespace: a Role cannot give them. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'nodes',
  'namespaces',
  'persistentvolumes',
  'storageclasses.storage.k8s.io',
  'priorityclasses.scheduling.k8s.io',
  'ingressclasses.networking.k8s.io',
  'runtimeclasses.node.k8s.io',
  'customresourcedefinitions.apiextensions.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
  'csidrivers.storage.k8s.io',
  'csinodes.storage.k8s.io',
  'volumeattachments.storage.k8s.io',
  'certificatesigningrequests.certificates.k8s.io',
  'clustertrustbundles.certificates.k8s.io',
  'gatewayclasses.gateway.networking.k8s.io',
  'tokenreviews.authentication.k8s.io',
  'selfsubjectreviews.authentication.k8s.io',
  'subjectaccessreviews.authorization.k8s.io',
  'selfsubjectaccessreviews.authorization.k8s.io',
  'selfsubjectrulesreviews.authorization.k8s.io',
  'nodes.metrics.k8s.io',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  'validatingwebhookconfigurations.admissionregistration.k8s.io',
  'validatingadmissionpolicies.admissionregistration.k8s.io',
  'validatingadmissionpolicybindings.admissionregistration.k8s.io',
  'mutatingadmissionpolicies.admissionregistration.k8s.io',
  'mutatingadmissionpolicybindings.admissionregistration.k8s.io',
  'apiservices.apiregistration.k8s.io',
  'flowschemas.flowcontrol.apiserver.k8s.io',
  'prioritylevelconfigurations.flowcontrol.apiserver.k8s.io',
  'ipaddresses.networking.k8s.io',
  'servicecidrs.networking.k8s.io',
  'deviceclasses.resource.k8s.io',
  'resourceslices.resource.k8s.io',
  'volumeattributesclasses.storage.k8s.io',
]);

/** The Role and its binding that `can` asks for; what has no namespace needs a ClusterRole, named after the environment too, as others may share the cluster. */
export function addPermissions(construct: Construct, props: PodProps, identity: WorkloadIdentity): void {
  const rules = (props.can ?? []).flatMap((permission, index) => {
    checkProps(construct, permission, PERMISSION, `can[${index}]`);
    return rulesOf(construct, permission, `can[${index}]`);
  });
  const { name, namespace, labels } = identity;
  const account = typeof props.serviceAccount === 'string' ? props.serviceAccount : name;
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace }];
  const apiVersion = 'rbac.authorization.k8s.io/v1' as const;
  const apiGroup = 'rbac.authorization.k8s.io';

  const namespaced = rules.filter((rule) => !rule.clusterScoped).map((rule) => rule.rule);
  if (namespaced.length > 0) {
    const metadata = { labels, name, namespace };
    addObject(construct, { apiVersion, kind: 'Role', metadata, rules: namespaced });
    addObject(construct, {
      apiVersion,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup, kind: 'Role', name },
      subjects,
    });
  }
  const clusterScoped = rules.filter((rule) => rule.clusterScoped).map((rule) => rule.rule);
  if (clusterScoped.length > 0) {
    const clusterName = `${EnvironmentRoot.of(construct).name}-${name}`;
    const metadata = { labels, name: clusterName };
    addObject(construct, { apiVersion, kind: 'ClusterRole', metadata, rules: clusterScoped });
    addObject(construct, {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup, kind: 'ClusterRole', name: clusterName },
      subjects,
    });
  }
}

interface ScopedRule {
  readonly rule: PolicyRule;
  readonly clusterScoped: boolean;
}

/** One rule for each API group and set of verbs. */
function rulesOf(construct: Construct, permission: Permission, where: string): readonly ScopedRule[] {
  const verbsByResource = new Map<string, Set<string>>();
  for (const verb of Object.keys(VERBS) as Verb[]) {
    for (const resource of [permission[verb] ?? []].flat()) {
      const verbs = verbsByResource.get(resource) ?? new Set();
      verbsByResource.set(resource, verbs);
      for (const one of VERBS[verb]) verbs.add(one);
    }
  }
  if (permission.create !== undefined && permission.names !== undefined) {
    refuse(
      construct,
      `${where} limits create to names, and a new object has none yet when it is decided: it would never be allowed. Put create into an item of its own.`,
    );
  }
  if (verbsByResource.size === 0)
    refuse(construct, `${where} allows nothing. Name a verb and a resource: { get: 'configmaps' }.`);

  const rules = new Map<
    string,
    { apiGroups: [string]; resources: string[]; verbs: string[]; clusterScoped: boolean }
  >();
  for (const [resource, verbs] of verbsByResource) {
    const { group, name, clusterScoped } = parseResource(resource);
    const sorted = [...verbs].toSorted();
    const key = `${clusterScoped}|${group}|${sorted.join()}`;
    const rule = rules.get(key) ?? { apiGroups: [group], clusterScoped, resources: [], verbs: sorted };
    rules.set(key, rule);
    rule.resources.push(name);
  }
  return [...rules.values()].map(({ clusterScoped, ...rule }) => ({
    clusterScoped,
    rule: { ...rule, resourceNames: permission.names, resources: rule.resources.toSorted() },
  }));
}

/** `deployments.apps/scale` is the resource `deployments/scale` of the group `apps`. */
function parseResource(resource: string): {
  readonly group: string;
  readonly name: string;
  readonly clusterScoped: boolean;
} {
  const [full = '', subresource] = resource.split('/');
  const dot = full.indexOf('.');
  const name = dot < 0 ? full : full.slice(0, dot);
  return {
    group: dot < 0 ? '' : full.slice(dot + 1),
    name: subresource === undefined ? name : `${name}/${subresource}`,
    clusterScoped: CLUSTER_SCOPED.has(full),
  };
}
