import type { EnvironmentProps } from '../../environment/environment-props.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import type { ArgoCdDelivery } from '../argocd/argocd.ts';
import { RETRY } from '../argocd/retry.ts';
import { rootApplication } from '../argocd/root-application.ts';
import { RESOURCE_EXCLUSIONS_WITH_ENDPOINT_SLICES } from '../argocd/resource-exclusions.ts';
import { LABELS } from '../labels.ts';

/** The version that the objects were tried with. Impersonation while deleting, and without a fallback, needs 3.5. */
const VERSION = '3.5.7';

const API = 'argoproj.io/v1alpha1';

/**
 * An Application is as healthy as what it delivers: without this, `requires` would wait for nothing. One that cannot be synced is degraded:
 * what waits for it is tried again, with a newer commit where there is one, as that may be what it needs.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/health
 */
const APPLICATION_HEALTH = `local status = obj.status or {}
local health = status.health or {}
local operation = status.operationState or {}
local isRetried = operation.phase == "Running" and (operation.retryCount or 0) > 0
if health.status ~= "Healthy" and (isRetried or operation.phase == "Failed" or operation.phase == "Error") then
  return { status = "Degraded", message = operation.message or "" }
end
if health.status == nil then
  return { status = "Progressing", message = "Argo CD has not looked at it yet" }
end
return { status = health.status, message = health.message or "" }
`;

/** What applies `dist/<env>/delivery/` with Argo CD, and what Argo CD must be told for it. It has no finalizer: removing the root removes nothing else. */
export function argoCdRoot(
  { name: environment, platform }: EnvironmentProps,
  delivery: ArgoCdDelivery,
): readonly KubernetesObject[] {
  const { repository, namespace, server, endpointSlices } = delivery;
  const name = `${environment}-delivery`;
  const metadata = { labels: LABELS, name, namespace };
  const clusterKinds = [
    { group: '', kind: 'Namespace' },
    ...(platform === true
      ? [
          { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
          { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
          { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
        ]
      : []),
  ];
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { labels: { ...LABELS, 'app.kubernetes.io/part-of': 'argocd' }, name: 'argocd-cm', namespace },
      data: {
        'application.sync.impersonation.enabled': 'true',
        'application.sync.impersonation.enforced': 'true',
        'resource.customizations.health.argoproj.io_Application': APPLICATION_HEALTH,
        ...(endpointSlices === 'included' && { 'resource.exclusions': RESOURCE_EXCLUSIONS_WITH_ENDPOINT_SLICES }),
      },
    },
    {
      apiVersion: API,
      kind: 'AppProject',
      metadata,
      spec: {
        clusterResourceWhitelist: clusterKinds,
        description: `What ${environment} needs before its applications`,
        destinationServiceAccounts: [{ defaultServiceAccount: `${namespace}:${name}`, namespace, server }],
        // Namespaces come and go; what may be made in them is limited to rights.
        destinations: [{ namespace: '*', server }],
        namespaceResourceWhitelist: [
          { group: '', kind: 'ServiceAccount' },
          { group: 'argoproj.io', kind: 'AppProject' },
          { group: 'argoproj.io', kind: 'Application' },
          { group: 'rbac.authorization.k8s.io', kind: 'Role' },
          { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
        ],
        sourceRepos: [repository],
      },
    },
    rootApplication(delivery, { environment, project: name, retry: RETRY.root }),
  ];
}

export function argoCdNotes(
  { name, protected: isProtected }: EnvironmentProps,
  { namespace, repository }: ArgoCdDelivery,
): readonly string[] {
  return [
    `Argo CD ${VERSION} is what this was tried with: kubectl apply --server-side -n ${namespace} -f https://raw.githubusercontent.com/argoproj/argo-cd/v${VERSION}/manifests/install.yaml`,
    `The ConfigMap argocd-cm holds only the keys that ${name} needs. Apply it with --server-side, so that the others stay: without impersonation every Application has the rights of Argo CD itself.`,
    `Argo CD reads ${repository} with a credential that may do nothing else: a Secret in ${namespace}, labelled argocd.argoproj.io/secret-type: repository, with type: git, url, and a read-only deploy key (sshPrivateKey) or token (username, password). Make it with a sealed or an external secret.`,
    `The root may hand out rights: dist/${name}/delivery belongs to the platform's owners.`,
    ...(isProtected === true
      ? [
          `Removing an application of ${name} waits until somebody confirms it: argocd app confirm-deletion ${name}-delivery. Until then no later change of dist/${name}/delivery is applied; the applications themselves go on.`,
        ]
      : []),
  ];
}
