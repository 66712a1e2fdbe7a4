import type { KubeClient } from '../../servers/kube-client.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** An account of the CD tool's namespace that may change the ConfigMaps of the namespace `default`, and nothing else. */
export async function makeDeployer(api: KubeClient, namespace: string): Promise<void> {
  const metadata = { name: 'deployer', namespace: 'default' };
  await api.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'deployer', namespace } });
  await api.apply({
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['*'] }],
  });
  await api.apply({
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'deployer' },
    subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace }],
  });
}
