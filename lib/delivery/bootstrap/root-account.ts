import type { EnvironmentProps } from '../../environment/environment-props.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import type { Delivery } from '../delivery.ts';
import { LABELS } from '../labels.ts';

const API = 'rbac.authorization.k8s.io/v1';
const API_GROUP = 'rbac.authorization.k8s.io';
const WITHOUT_DELETE = ['get', 'list', 'watch', 'create', 'update', 'patch'];
const ALL = [...WITHOUT_DELETE, 'delete'];
/** To hand out rights that it does not have itself. */
const HAND_OUT = [...ALL, 'bind', 'escalate'];

/** What the root makes in the namespace of the CD tool. */
const OWN: Readonly<
  Record<Delivery['tool'], readonly { readonly group: string; readonly resources: readonly string[] }[]>
> = {
  argocd: [{ group: 'argoproj.io', resources: ['applications', 'appprojects'] }],
  flux: [
    { group: 'kustomize.toolkit.fluxcd.io', resources: ['kustomizations'] },
    { group: 'source.toolkit.fluxcd.io', resources: ['gitrepositories'] },
  ],
  folder: [],
};

/** The account of an environment's root, with the rights to apply what `delivery/` holds: it may delete neither Namespaces nor CRDs. */
export function rootAccount(
  { name: environment, platform }: EnvironmentProps,
  { tool, namespace }: Delivery,
): readonly KubernetesObject[] {
  const name = `${environment}-delivery`;
  const subjects = [{ kind: 'ServiceAccount', name, namespace }];
  const wide = { labels: LABELS, name };
  const own = { labels: LABELS, name, namespace };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: own },
    {
      apiVersion: API,
      kind: 'ClusterRole',
      metadata: wide,
      rules: [
        { apiGroups: [''], resources: ['namespaces'], verbs: WITHOUT_DELETE },
        { apiGroups: [API_GROUP], resources: ['rolebindings', 'roles'], verbs: HAND_OUT },
        ...(platform === true ? PLATFORM : []),
      ],
    },
    {
      apiVersion: API,
      kind: 'ClusterRoleBinding',
      metadata: wide,
      roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name },
      subjects,
    },
    {
      apiVersion: API,
      kind: 'Role',
      metadata: own,
      rules: [
        { apiGroups: [''], resources: ['serviceaccounts'], verbs: ALL },
        ...OWN[tool].map(({ group, resources }) => ({ apiGroups: [group], resources, verbs: ALL })),
      ],
    },
    {
      apiVersion: API,
      kind: 'RoleBinding',
      metadata: own,
      roleRef: { apiGroup: API_GROUP, kind: 'Role', name },
      subjects,
    },
  ];
}

const PLATFORM = [
  { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: WITHOUT_DELETE },
  { apiGroups: [API_GROUP], resources: ['clusterrolebindings', 'clusterroles'], verbs: HAND_OUT },
];
