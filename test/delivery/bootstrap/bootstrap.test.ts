import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import { bootstrap } from '../../../lib/delivery/bootstrap/bootstrap.ts';
import type { Delivery } from '../../../lib/delivery/delivery.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import { UserError } from '../../../lib/errors.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import { REPOSITORY } from '../deliver-environment.ts';

const ARGO_CD = argocd({ repository: REPOSITORY });
const FLUX = flux({ repository: REPOSITORY, credential: 'manifests-read' });

function rootOf(delivery: Delivery, props: Partial<EnvironmentProps> = {}) {
  const made = bootstrap({
    name: 'eu',
    edition: 1,
    kubernetes: '1.34',
    delivery,
    build: () => undefined,
    ...props,
  });
  const find = (kind: string): KubernetesObject => {
    const [first, ...others] = made.objects.filter((object) => object.kind === kind);
    if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} objects are ${kind}`);
    return first;
  };
  return { ...made, find };
}

const WITHOUT_DELETE = ['get', 'list', 'watch', 'create', 'update', 'patch'];
const ALL = [...WITHOUT_DELETE, 'delete'];

test.each<[string, Delivery]>([
  ['argocd', ARGO_CD],
  ['flux', FLUX],
  ['folder', folder()],
])('with %s every object is one that the API server takes', (_, delivery) => {
  const schema = openSchema('1.34');

  for (const isPlatform of [true, false])
    for (const object of rootOf(delivery, { platform: isPlatform }).objects)
      expect(schema.check(object).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each<[string, Delivery, string, readonly object[]]>([
  [
    'argocd',
    ARGO_CD,
    'argocd',
    [{ apiGroups: ['argoproj.io'], resources: ['applications', 'appprojects'], verbs: ALL }],
  ],
  [
    'flux',
    FLUX,
    'flux-system',
    [
      { apiGroups: ['kustomize.toolkit.fluxcd.io'], resources: ['kustomizations'], verbs: ALL },
      { apiGroups: ['source.toolkit.fluxcd.io'], resources: ['gitrepositories'], verbs: ALL },
    ],
  ],
  ['folder', folder(), 'delivery', []],
])('with %s the root makes Namespaces, rights and accounts, and deletes no Namespace', (_, delivery, home, own) => {
  const root = rootOf(delivery);

  expect(root.find('ServiceAccount').metadata).toMatchObject({ name: 'eu-delivery', namespace: home });
  expect(root.find('ClusterRole')['rules']).toEqual([
    { apiGroups: [''], resources: ['namespaces'], verbs: WITHOUT_DELETE },
    {
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['rolebindings', 'roles'],
      verbs: [...ALL, 'bind', 'escalate'],
    },
  ]);
  expect(root.find('Role')).toMatchObject({
    metadata: { name: 'eu-delivery', namespace: home },
    rules: [{ apiGroups: [''], resources: ['serviceaccounts'], verbs: ALL }, ...own],
  });
  for (const binding of ['ClusterRoleBinding', 'RoleBinding'])
    expect(root.find(binding)).toMatchObject({
      roleRef: { name: 'eu-delivery' },
      subjects: [{ kind: 'ServiceAccount', name: 'eu-delivery', namespace: home }],
    });
});

test('only the root of a platform makes CRDs and cluster-wide rights, and it deletes no CRD', () => {
  const rules = rootOf(FLUX, { platform: true }).find('ClusterRole')['rules'] as readonly object[];

  expect(rules.slice(2)).toEqual([
    { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: WITHOUT_DELETE },
    {
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['clusterrolebindings', 'clusterroles'],
      verbs: [...ALL, 'bind', 'escalate'],
    },
  ]);
});

test('the root of Argo CD takes delivery/ as its own account, and nothing goes when it goes', () => {
  const root = rootOf(ARGO_CD);

  const application = root.find('Application');
  expect(application.metadata).not.toHaveProperty('finalizers');
  expect(application['spec']).toEqual({
    destination: { namespace: 'argocd', server: 'https://kubernetes.default.svc' },
    project: 'eu-delivery',
    source: { path: 'dist/eu/delivery', repoURL: REPOSITORY, targetRevision: 'refs/heads/main' },
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      // A commit that mends what failed is taken at the next try.
      retry: { limit: -1, refresh: true },
      syncOptions: ['FailOnSharedResource=true', 'ServerSideApply=true'],
    },
  });
  expect(root.find('AppProject')['spec']).toMatchObject({
    sourceRepos: [REPOSITORY],
    destinationServiceAccounts: [
      {
        defaultServiceAccount: 'argocd:eu-delivery',
        namespace: 'argocd',
        server: 'https://kubernetes.default.svc',
      },
    ],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    namespaceResourceWhitelist: [
      { group: '', kind: 'ServiceAccount' },
      { group: 'argoproj.io', kind: 'AppProject' },
      { group: 'argoproj.io', kind: 'Application' },
      { group: 'rbac.authorization.k8s.io', kind: 'Role' },
      { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
    ],
  });
});

test('Argo CD is told to act as the accounts, and when an Application is healthy', () => {
  const { data } = rootOf(ARGO_CD).find('ConfigMap') as unknown as { data: Readonly<Record<string, string>> };

  expect(Object.keys(data)).toEqual([
    'application.sync.impersonation.enabled',
    'application.sync.impersonation.enforced',
    'resource.customizations.health.argoproj.io_Application',
  ]);
  expect(data['application.sync.impersonation.enforced']).toBe('true');
  expect(data['resource.customizations.health.argoproj.io_Application']).toContain('return { status = health.status');
});

test('EndpointSlices that are declared to be included are so by the ConfigMap of the root', () => {
  const delivery = argocd({ repository: REPOSITORY, endpointSlices: 'included', namespace: 'cd' });

  const { metadata, ...configMap } = rootOf(delivery).find('ConfigMap');

  const { data } = configMap as unknown as { data: Readonly<Record<string, string>> };
  const exclusions = parse(data['resource.exclusions'] ?? '') as { kinds: string[] }[];
  expect(metadata).toMatchObject({ name: 'argocd-cm', namespace: 'cd' });
  expect(exclusions.flatMap(({ kinds }) => kinds)).not.toContain('EndpointSlice');
  expect(exclusions.flatMap(({ kinds }) => kinds)).toContain('Endpoints');
});

test('the root of Flux takes delivery/ as its own account, and nothing goes when it goes', () => {
  const root = rootOf(FLUX);

  expect(root.find('GitRepository')['spec']).toEqual({
    interval: '1m',
    ref: { branch: 'main' },
    secretRef: { name: 'manifests-read' },
    sparseCheckout: ['dist/eu/delivery'],
    url: REPOSITORY,
  });
  expect(root.find('Kustomization')['spec']).toEqual({
    deletionPolicy: 'Orphan',
    interval: '10m',
    path: './dist/eu/delivery',
    prune: true,
    retryInterval: '30s',
    serviceAccountName: 'eu-delivery',
    sourceRef: { kind: 'GitRepository', name: 'eu-delivery' },
    timeout: '5m',
  });
});

test('where no CD tool brings the namespace of the accounts, it is among the objects, first', () => {
  expect(rootOf(folder({ namespace: 'cd' })).objects[0]).toMatchObject({ kind: 'Namespace', metadata: { name: 'cd' } });
});

test.each<[string, Delivery, readonly RegExp[]]>([
  ['argocd', ARGO_CD, [/Argo CD 3\.5\.7/, /--server-side/, /a credential that may do nothing else/]],
  ['flux', FLUX, [/1\.9\.6/, /--no-cross-namespace-refs/, /the Secret flux-system\/manifests-read/]],
  ['folder', folder(), [/Apply dist\/eu\/delivery first, as eu-delivery/, /never a Namespace, a claim or a CRD/]],
])(
  'with %s a person is told what has to be done: versions, the credential, what the root may',
  (_, delivery, expected) => {
    const notes = rootOf(delivery).notes.join('\n');

    for (const pattern of expected) expect(notes).toMatch(pattern);
  },
);

test('where removals are confirmed, a person is told how, and what waits until then', () => {
  const how = 'argocd app confirm-deletion eu-delivery';

  expect(rootOf(ARGO_CD, { protected: true }).notes.join('\n')).toContain(how);
  expect(rootOf(ARGO_CD).notes.join('\n')).not.toContain(how);
});

test('an environment that is not delivered has no root', () => {
  const make = (): unknown => bootstrap({ name: 'eu', edition: 1, kubernetes: '1.34', build: () => undefined });

  expect(make).toThrow(UserError);
  expect(make).toThrow('eu: has no delivery. Say how it is delivered: delivery: argocd({ repository: … }).');
});
