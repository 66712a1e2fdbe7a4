import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import type { Delivery } from '../../../lib/delivery/delivery.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import { renderFindings } from '../../render-findings.ts';

const REPOSITORY = 'https://git.example.com/acme/manifests.git';
const ARGO_CD = argocd({ repository: REPOSITORY });
const FLUX = flux({ repository: REPOSITORY });
const SERVER = 'https://kubernetes.default.svc';

type Fields = Readonly<Record<string, unknown>>;

/** What isolation says of one more object in the application `users` of the environment `eu`. */
function isolationOf(object: Fields, props: Partial<EnvironmentProps>): readonly string[] {
  const { findings } = renderFindings(
    (environment) => {
      const users = new Application(environment, 'users');
      new Config(users, 'settings', { A: 'a' });
      new ApiObject(users, 'x', object as { apiVersion: string; kind: string });
    },
    { name: 'eu', ...props },
  );
  const own = findings.filter(({ rule }) => rule === 'delivery/isolation');
  for (const { severity, construct, source } of own)
    expect({ severity, construct, source }).toEqual({
      severity: 'error',
      construct: 'users/x',
      source: 'apps/app.ts:7',
    });
  return own.map(({ path }) => path ?? '');
}

function merged(base: Fields, change: Fields): Fields {
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(change)])].flatMap((key) => {
      const [one, other] = [base[key], change[key]];
      if (other === null) return [];
      if (!isFields(one) || !isFields(other)) return [[key, other ?? one]];
      return [[key, merged(one, other)]];
    }),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const APPLICATION: Fields = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'eu-more', namespace: 'argocd' },
  spec: {
    project: 'eu-applications',
    destination: { server: SERVER, namespace: 'users' },
    source: { repoURL: REPOSITORY, path: 'dist/eu/users', targetRevision: 'refs/heads/main' },
  },
};

const SOURCE = (APPLICATION['spec'] as { source: Fields }).source;

const PROJECT: Fields = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'eu-more', namespace: 'argocd' },
  spec: {
    sourceRepos: [REPOSITORY],
    destinations: [{ server: SERVER, namespace: 'users' }],
    destinationServiceAccounts: [{ server: SERVER, namespace: 'users', defaultServiceAccount: 'argocd:eu-users' }],
  },
};

const GIT_REPOSITORY: Fields = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'eu-more', namespace: 'flux-system' },
  spec: { interval: '1m', url: REPOSITORY, ref: { branch: 'main' }, sparseCheckout: ['dist/eu/users'] },
};

const KUSTOMIZATION: Fields = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'eu-more', namespace: 'flux-system' },
  spec: {
    interval: '10m',
    path: './dist/eu/users',
    prune: true,
    serviceAccountName: 'eu-users',
    sourceRef: { kind: 'GitRepository', name: 'eu-manifests' },
  },
};

const ROLE_BINDING: Fields = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'x', namespace: 'users' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'x' },
  subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'users' }],
};

test.each<[string, Fields, Delivery]>([
  ['an Application', APPLICATION, ARGO_CD],
  ['an Application of several sources', merged(APPLICATION, { spec: { source: null, sources: [SOURCE] } }), ARGO_CD],
  ['an AppProject', PROJECT, ARGO_CD],
  ['a GitRepository', GIT_REPOSITORY, FLUX],
  ['a Kustomization', KUSTOMIZATION, FLUX],
  ['one that has a namespace of the environment', merged(KUSTOMIZATION, { spec: { targetNamespace: 'users' } }), FLUX],
  ['a binding', ROLE_BINDING, FLUX],
  ['a Rollout', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'x' } }, FLUX],
  [
    'an Alert',
    { apiVersion: 'notification.toolkit.fluxcd.io/v1beta3', kind: 'Alert', metadata: { name: 'x' } },
    ARGO_CD,
  ],
])('what stays inside its environment passes: %s', (_, object, delivery) => {
  expect(isolationOf(object, { delivery })).toEqual([]);
});

test.each<[string, Fields, readonly string[]]>([
  [
    'another repository',
    { spec: { source: { repoURL: 'https://git.example.com/evil.git' } } },
    ['/spec/source/repoURL'],
  ],
  ['another branch', { spec: { source: { targetRevision: 'refs/heads/evil' } } }, ['/spec/source/targetRevision']],
  ['a branch that could be a tag', { spec: { source: { targetRevision: 'main' } } }, ['/spec/source/targetRevision']],
  ['another environment', { spec: { source: { path: 'dist/us/users' } } }, ['/spec/source/path']],
  ['an environment that begins alike', { spec: { source: { path: 'dist/eu-west/users' } } }, ['/spec/source/path']],
  ['the whole repository', { spec: { source: { path: '.' } } }, ['/spec/source/path']],
  ['a path that climbs', { spec: { source: { path: 'dist/eu/../us/users' } } }, ['/spec/source/path']],
  ['a chart', { spec: { source: { path: null, chart: 'redis' } } }, ['/spec/source/path']],
  [
    'a second source',
    { spec: { sources: [SOURCE, { ...SOURCE, repoURL: 'https://charts.example.com' }] } },
    ['/spec/sources/1/repoURL'],
  ],
  ['a hydrator', { spec: { sourceHydrator: { drySource: {} } } }, ['/spec/sourceHydrator']],
  ['another namespace', { spec: { destination: { namespace: 'payments' } } }, ['/spec/destination/namespace']],
  ['every namespace', { spec: { destination: { namespace: '*' } } }, ['/spec/destination/namespace']],
  ['no namespace', { spec: { destination: { namespace: null } } }, ['/spec/destination/namespace']],
  ['another cluster', { spec: { destination: { server: 'https://10.0.0.1' } } }, ['/spec/destination/server']],
  [
    'another cluster by its name',
    { spec: { destination: { server: null, name: 'production' } } },
    ['/spec/destination/server'],
  ],
  ['the project of everybody', { spec: { project: 'default' } }, ['/spec/project']],
  ['the project of the root', { spec: { project: 'eu-delivery' } }, ['/spec/project']],
  ['the name of another environment', { metadata: { name: 'us-users' } }, ['/metadata/name']],
  ['another namespace than that of Argo CD', { metadata: { namespace: 'users' } }, ['/metadata/namespace']],
  ['nothing at all', { spec: null }, ['/spec/destination/server', '/spec/destination/namespace', '/spec/project']],
])('an Application may not reach outside: %s', (_, change, paths) => {
  expect(isolationOf(merged(APPLICATION, change), { delivery: ARGO_CD })).toEqual(paths);
});

test.each<[string, Fields, readonly string[]]>([
  ['every repository', { spec: { sourceRepos: ['*'] } }, ['/spec/sourceRepos/0']],
  ['one more repository', { spec: { sourceRepos: [REPOSITORY, 'https://a/b'] } }, ['/spec/sourceRepos/1']],
  ['every namespace', { spec: { destinations: [{ server: SERVER, namespace: '*' }] } }, ['/spec/destinations/0']],
  ['a pattern', { spec: { destinations: [{ server: SERVER, namespace: 'user*' }] } }, ['/spec/destinations/0']],
  ['all but one', { spec: { destinations: [{ server: SERVER, namespace: '!x' }] } }, ['/spec/destinations/0']],
  ['every cluster', { spec: { destinations: [{ server: '*', namespace: 'users' }] } }, ['/spec/destinations/0']],
  ['kube-system', { spec: { destinations: [{ server: SERVER, namespace: 'kube-system' }] } }, ['/spec/destinations/0']],
  ['the account of its root', accountOf('argocd:eu-delivery'), ['/spec/destinationServiceAccounts/0']],
  ['an account of another environment', accountOf('argocd:us-users'), ['/spec/destinationServiceAccounts/0']],
  [
    'one of an environment that begins alike',
    accountOf('argocd:eu-west-users'),
    ['/spec/destinationServiceAccounts/0'],
  ],
  ['an account of the cluster', accountOf('kube-system:default'), ['/spec/destinationServiceAccounts/0']],
  ['an account of Argo CD', accountOf('argocd:argocd-application-controller'), ['/spec/destinationServiceAccounts/0']],
  ['an account without a namespace', accountOf('eu-users'), ['/spec/destinationServiceAccounts/0']],
  [
    'kinds of the whole cluster',
    { spec: { clusterResourceWhitelist: [{ group: '*', kind: '*' }] } },
    ['/spec/clusterResourceWhitelist'],
  ],
  ['Applications of other namespaces', { spec: { sourceNamespaces: ['*'] } }, ['/spec/sourceNamespaces']],
  ['the name of another environment', { metadata: { name: 'us-applications' } }, ['/metadata/name']],
])('an AppProject may not permit more than its environment: %s', (_, change, paths) => {
  expect(isolationOf(merged(PROJECT, change), { delivery: ARGO_CD })).toEqual(paths);
});

function accountOf(defaultServiceAccount: string): Fields {
  return { spec: { destinationServiceAccounts: [{ server: SERVER, namespace: 'users', defaultServiceAccount }] } };
}

test.each<[string, Fields, readonly string[]]>([
  ['another repository', { spec: { url: 'https://git.example.com/evil.git' } }, ['/spec/url']],
  ['another branch', { spec: { ref: { branch: 'evil' } } }, ['/spec/ref']],
  ['a commit', { spec: { ref: { branch: 'main', commit: 'a'.repeat(40) } } }, ['/spec/ref']],
  ['a tag that goes before the branch', { spec: { ref: { branch: 'main', name: 'refs/tags/x' } } }, ['/spec/ref']],
  ['the default branch, whatever it is', { spec: { ref: null } }, ['/spec/ref']],
  ['the whole repository', { spec: { sparseCheckout: null } }, ['/spec/sparseCheckout']],
  ['another environment', { spec: { sparseCheckout: ['dist/eu', 'dist/us'] } }, ['/spec/sparseCheckout']],
  ['what another source has', { spec: { include: [{ repository: { name: 'us-manifests' } }] } }, ['/spec/include']],
  ['submodules', { spec: { recurseSubmodules: true } }, ['/spec/recurseSubmodules']],
  ['the name of another environment', { metadata: { name: 'us-manifests' } }, ['/metadata/name']],
  ['another namespace than that of Flux', { metadata: { namespace: 'users' } }, ['/metadata/namespace']],
])('a GitRepository may not take from outside: %s', (_, change, paths) => {
  expect(isolationOf(merged(GIT_REPOSITORY, change), { delivery: FLUX })).toEqual(paths);
});

test.each<[string, Fields, readonly string[]]>([
  ['another environment', { spec: { path: './dist/us/users' } }, ['/spec/path']],
  ['the whole artifact', { spec: { path: null } }, ['/spec/path']],
  ['a path that climbs', { spec: { path: './dist/eu/../us' } }, ['/spec/path']],
  ['the source of another environment', { spec: { sourceRef: { name: 'us-manifests' } } }, ['/spec/sourceRef']],
  ['a source of another namespace', { spec: { sourceRef: { namespace: 'x' } } }, ['/spec/sourceRef']],
  ['an OCI artifact', { spec: { sourceRef: { kind: 'OCIRepository' } } }, ['/spec/sourceRef']],
  ['no account', { spec: { serviceAccountName: null } }, ['/spec/serviceAccountName']],
  ['the account of its root', { spec: { serviceAccountName: 'eu-delivery' } }, ['/spec/serviceAccountName']],
  ['an account of another environment', { spec: { serviceAccountName: 'us-users' } }, ['/spec/serviceAccountName']],
  [
    'one of an environment that begins alike',
    { spec: { serviceAccountName: 'eu-west-users' } },
    ['/spec/serviceAccountName'],
  ],
  ['another namespace', { spec: { targetNamespace: 'payments' } }, ['/spec/targetNamespace']],
  ['another cluster', { spec: { kubeConfig: { secretRef: { name: 'x' } } } }, ['/spec/kubeConfig']],
  ['the name of another environment', { metadata: { name: 'us-users' } }, ['/metadata/name']],
])('a Kustomization may not reach outside: %s', (_, change, paths) => {
  expect(isolationOf(merged(KUSTOMIZATION, change), { delivery: FLUX })).toEqual(paths);
});

test.each<[string, string, string, Delivery]>([
  ['argoproj.io/v1alpha1', 'ApplicationSet', 'makes Applications that no review sees', ARGO_CD],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'Vendor them into it: kumiki vendor.', FLUX],
  ['source.toolkit.fluxcd.io/v1', 'HelmRepository', 'Vendor them into it', FLUX],
  ['source.toolkit.fluxcd.io/v1', 'OCIRepository', 'Vendor them into it', FLUX],
  ['source.toolkit.fluxcd.io/v1', 'Bucket', 'Vendor them into it', FLUX],
  ['image.toolkit.fluxcd.io/v1beta2', 'ImageUpdateAutomation', 'Vendor them into it', FLUX],
  ['fluxcd.controlplane.io/v1', 'ResourceSet', 'Vendor them into it', FLUX],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', "another CD tool than the environment's, argocd", ARGO_CD],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', "another CD tool than the environment's, argocd", ARGO_CD],
  ['argoproj.io/v1alpha1', 'Application', "another CD tool than the environment's, flux", FLUX],
  ['argoproj.io/v1alpha1', 'ApplicationSet', "another CD tool than the environment's, folder", folder()],
])('what brings objects past the review is refused: %s %s', (apiVersion, kind, message, delivery) => {
  const { findings } = renderFindings(
    (environment) =>
      new ApiObject(new Application(environment, 'users'), 'x', {
        apiVersion,
        kind,
        metadata: { name: 'eu-x', namespace: 'users' },
      }),
    { name: 'eu', delivery },
  );

  const finding = findings.find(({ rule }) => rule === 'delivery/isolation');
  expect(finding).toMatchObject({ path: '/kind', message: expect.stringContaining(message) });
});

const DEPLOYER = { kind: 'ServiceAccount', name: 'eu-users', namespace: 'argocd' };

test.each<[string, Fields, readonly string[]]>([
  ['rights in kube-system', { metadata: { namespace: 'kube-system' } }, ['/metadata/namespace']],
  ['rights in another namespace', { metadata: { namespace: 'payments' } }, ['/metadata/namespace']],
  ['an account of another namespace', subjectOf({ ...DEPLOYER, namespace: 'payments' }), ['/subjects/0']],
  ['a deployer of another environment', subjectOf({ ...DEPLOYER, name: 'us-users' }), ['/subjects/0']],
  ['one of an environment that begins alike', subjectOf({ ...DEPLOYER, name: 'eu-west-users' }), ['/subjects/0']],
  ['the account of its root', subjectOf({ ...DEPLOYER, name: 'eu-delivery' }), ['/subjects/0']],
  ['Argo CD itself', subjectOf({ ...DEPLOYER, name: 'argocd-server' }), ['/subjects/0']],
  ['everybody', subjectOf({ kind: 'Group', name: 'system:authenticated' }), ['/subjects/0']],
  ['anybody', subjectOf({ kind: 'Group', name: 'system:unauthenticated' }), ['/subjects/0']],
  ['every account', subjectOf({ kind: 'Group', name: 'system:serviceaccounts' }), ['/subjects/0']],
  [
    'all accounts of a namespace',
    subjectOf({ kind: 'Group', name: 'system:serviceaccounts:payments' }),
    ['/subjects/0'],
  ],
  ['an account as a user', subjectOf({ kind: 'User', name: 'system:serviceaccount:payments:api' }), ['/subjects/0']],
  ['the second of two', { subjects: [DEPLOYER, { ...DEPLOYER, name: 'us-users' }] }, ['/subjects/1']],
])('a binding gives no rights outside, nor to others: %s', (_, change, paths) => {
  expect(isolationOf(merged(ROLE_BINDING, change), { delivery: ARGO_CD })).toEqual(paths);
});

function subjectOf(subject: Fields): Fields {
  return { subjects: [subject] };
}

test.each<[string, Fields]>([
  ['its deployer', DEPLOYER],
  ['a person', { kind: 'User', name: 'jane@example.com' }],
  ['a group of people', { kind: 'Group', name: 'team-identity' }],
  ['all accounts of its own namespace', { kind: 'Group', name: 'system:serviceaccounts:users' }],
  ['an account of its own as a user', { kind: 'User', name: 'system:serviceaccount:users:api' }],
])('a binding may give rights to %s', (_, subject) => {
  expect(isolationOf(merged(ROLE_BINDING, subjectOf(subject)), { delivery: ARGO_CD })).toEqual([]);
});

test('a Role in a namespace of others is refused', () => {
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'x', namespace: 'kube-system' },
    rules: [],
  };

  expect(isolationOf(role, { delivery: FLUX })).toEqual(['/metadata/namespace']);
});

test('a namespace that the environment keeps is its own', () => {
  const binding = merged(ROLE_BINDING, { metadata: { namespace: 'old' } });

  expect(isolationOf(binding, { delivery: FLUX, namespaces: ['old'] })).toEqual([]);
});

test('an environment of the platform may hand out rights, and not deliver from elsewhere', () => {
  const binding = merged(ROLE_BINDING, { metadata: { namespace: 'kube-system' } });
  const application = merged(APPLICATION, { spec: { source: { repoURL: 'https://a/b' } } });

  expect(isolationOf(binding, { delivery: ARGO_CD, platform: true })).toEqual([]);
  expect(isolationOf(application, { delivery: ARGO_CD, platform: true })).toEqual(['/spec/source/repoURL']);
});

test('an environment without a delivery has nothing that acts', () => {
  expect(isolationOf(merged(ROLE_BINDING, { metadata: { namespace: 'kube-system' } }), {})).toEqual([]);
});

test('the message says the place, the value, and what is right', () => {
  const { findings } = renderFindings(
    (environment) =>
      new ApiObject(new Application(environment, 'users'), 'x', {
        ...(merged(APPLICATION, { spec: { destination: { namespace: 'payments' } } }) as {
          apiVersion: string;
          kind: string;
        }),
      }),
    { name: 'eu', delivery: ARGO_CD },
  );

  expect(findings.find(({ rule }) => rule === 'delivery/isolation')?.message).toBe(
    'Application argocd/eu-more: /spec/destination/namespace is "payments". It is none of the environment.',
  );
});
