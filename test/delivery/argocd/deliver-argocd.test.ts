import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { blueGreen } from '../../../lib/constructs/workload/progressive/strategy.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import { deliverEnvironment, find, REPOSITORY, yamlOf } from '../deliver-environment.ts';

const delivery = argocd({ repository: REPOSITORY });
const WAVE = 'argocd.argoproj.io/sync-wave';

function oneApplication(environment: Environment): void {
  new Config(new Application(environment, 'users'), 'settings', { A: 'a' });
}

test('an Application takes its own folder of the branch, and removes what it delivered when it goes', () => {
  const application = find(deliverEnvironment({ delivery }, oneApplication), 'Application', 'eu-users');

  expect(yamlOf(application)).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata:
      annotations:
        argocd.argoproj.io/manifest-generate-paths: "."
        argocd.argoproj.io/sync-wave: "0"
      finalizers:
        - resources-finalizer.argocd.argoproj.io
      labels:
        app.kubernetes.io/managed-by: kumiki
      name: eu-users
      namespace: argocd
    spec:
      destination:
        namespace: users
        server: https://kubernetes.default.svc
      project: eu-applications
      source:
        path: dist/eu/users
        repoURL: https://git.example.com/acme/manifests.git
        targetRevision: refs/heads/main
      syncPolicy:
        automated:
          prune: true
          selfHeal: true
        retry:
          limit: 5
          refresh: true
        syncOptions:
          - FailOnSharedResource=true
          - PruneLast=true
    "
  `);
});

test('the AppProject has this repository, cluster, its namespaces, the ceiling and its deployers, nothing else', () => {
  const project = find(deliverEnvironment({ delivery }), 'AppProject');

  expect(project.metadata).toEqual({
    annotations: { [WAVE]: '-200' },
    labels: { 'app.kubernetes.io/managed-by': 'kumiki' },
    name: 'eu-applications',
    namespace: 'argocd',
  });
  const server = 'https://kubernetes.default.svc';
  const { namespaceResourceWhitelist: ceiling, ...spec } = project['spec'] as Readonly<Record<string, unknown>>;
  expect(spec).toEqual({
    description: 'The applications of eu',
    destinationServiceAccounts: [
      { defaultServiceAccount: 'argocd:eu-comments', namespace: 'comments', server },
      { defaultServiceAccount: 'argocd:eu-users', namespace: 'users', server },
    ],
    destinations: [
      { namespace: 'comments', server },
      { namespace: 'users', server },
    ],
    sourceRepos: [REPOSITORY],
  });
  expect(ceiling).toHaveLength(19);
  expect(ceiling).toContainEqual({ group: 'bitnami.com', kind: 'SealedSecret' });
  expect(JSON.stringify(project)).not.toContain('*');
});

test('kinds of the environment are in the AppProject; without a namespace only in one of the platform', () => {
  const kinds = ['Secret', 'PriorityClass.scheduling.k8s.io'];

  const ordinary = find(deliverEnvironment({ delivery, kinds }), 'AppProject')['spec'];
  const platform = find(deliverEnvironment({ delivery, kinds, platform: true }), 'AppProject')['spec'];

  expect(ordinary).not.toHaveProperty('clusterResourceWhitelist');
  expect(platform).toMatchObject({
    clusterResourceWhitelist: [{ group: 'scheduling.k8s.io', kind: 'PriorityClass' }],
    namespaceResourceWhitelist: expect.arrayContaining([{ group: '', kind: 'Secret' }]),
  });
});

test('every option is seen in what is rendered', () => {
  const outcome = deliverEnvironment(
    {
      delivery: argocd({
        repository: 'git@git.example.com:acme/manifests.git',
        branch: 'release/1',
        namespace: 'cd',
        project: 'eu-shop',
        endpointSlices: 'included',
        labels: { team: 'identity' },
      }),
    },
    oneApplication,
  );

  expect(outcome.findings).toEqual([]);
  const application = find(outcome, 'Application');
  expect(application).toMatchObject({
    metadata: { namespace: 'cd', labels: { team: 'identity', 'app.kubernetes.io/managed-by': 'kumiki' } },
    spec: {
      project: 'eu-shop',
      source: { repoURL: 'git@git.example.com:acme/manifests.git', targetRevision: 'refs/heads/release/1' },
    },
  });
  expect(find(outcome, 'AppProject')).toMatchObject({
    metadata: { name: 'eu-shop', namespace: 'cd' },
    spec: {
      sourceRepos: ['git@git.example.com:acme/manifests.git'],
      destinationServiceAccounts: [{ defaultServiceAccount: 'cd:eu-users' }],
    },
  });
  expect(find(outcome, 'ServiceAccount', 'eu-users').metadata.namespace).toBe('cd');
});

test('the root goes in waves: Namespaces and CRDs, rights, the AppProject, applications that others require, the rest', () => {
  const outcome = deliverEnvironment({ delivery, platform: true }, (environment) => {
    const database = new Application(environment, 'database');
    new Config(database, 'x', { A: 'a' });
    const users = new Application(environment, 'users', { requires: [database] });
    new Config(users, 'x', { A: 'a' });
    const comments = new Application(environment, 'comments', { requires: [users, database] });
    new Config(comments, 'x', { A: 'a' });
    new ApiObject(comments, 'crd', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Widget', plural: 'widgets' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    });
  });

  const waves = new Map<string, Set<unknown>>();
  for (const { object, application } of outcome.objects) {
    if (application !== 'delivery') continue;
    const what = object.kind === 'Application' ? object.metadata.name : object.kind;
    waves.set(what, (waves.get(what) ?? new Set()).add(object.metadata.annotations?.[WAVE]));
  }
  expect(outcome.findings).toEqual([]);
  expect(Object.fromEntries([...waves].map(([what, all]) => [what, [...all].join()]))).toEqual({
    Namespace: '-400',
    CustomResourceDefinition: '-400',
    ServiceAccount: '-300',
    Role: '-300',
    RoleBinding: '-300',
    AppProject: '-200',
    'eu-database': '-2',
    'eu-users': '-1',
    'eu-comments': '0',
  });
});

test('what an application renders itself has no wave: its own folder has one order for both tools', () => {
  const { objects } = deliverEnvironment({ delivery });

  const own = objects.filter(({ application }) => application === 'users');
  expect(own.map(({ object }) => object.metadata.annotations?.[WAVE])).toEqual(own.map(() => undefined));
});

test('in a protected environment the removal of an application has to be confirmed', () => {
  const outcome = deliverEnvironment({ delivery, protected: true }, oneApplication);

  const { annotations } = find(outcome, 'Application').metadata;
  expect(annotations).toMatchObject({ 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' });
});

test('an application that has nothing in a folder of its own has no Application, and keeps its deployer', () => {
  const outcome = deliverEnvironment({ delivery }, (environment) => {
    oneApplication(environment);
    new Application(environment, 'comments');
  });

  expect(outcome.objects.filter(({ object }) => object.kind === 'Application')).toHaveLength(1);
  expect(find(outcome, 'Role', 'eu-comments')).toBeDefined();
});

test('certificates that a controller writes into webhooks are left to it, by exact pointers', () => {
  const webhook = (name: string, caBundle?: string): object => ({
    name: `${name}.example.com`,
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    clientConfig: { service: { name: 'x', namespace: 'users' }, ...(caBundle !== undefined && { caBundle }) },
  });
  const outcome = deliverEnvironment(
    {
      delivery,
      platform: true,
      kinds: ['ValidatingWebhookConfiguration.admissionregistration.k8s.io'],
    },
    (environment) => {
      const users = new Application(environment, 'users');
      new ApiObject(users, 'x', {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'users' },
        webhooks: [webhook('a'), webhook('b', 'Q0E='), webhook('c')],
      });
      new Config(new Application(environment, 'comments'), 'x', { A: 'a' });
    },
  );

  expect(find(outcome, 'Application', 'eu-users')['spec']).toMatchObject({
    ignoreDifferences: [
      {
        group: 'admissionregistration.k8s.io',
        kind: 'ValidatingWebhookConfiguration',
        name: 'users',
        jsonPointers: ['/webhooks/0/clientConfig/caBundle', '/webhooks/2/clientConfig/caBundle'],
      },
    ],
    syncPolicy: { syncOptions: expect.arrayContaining(['RespectIgnoreDifferences=true']) },
  });
  expect(find(outcome, 'Application', 'eu-comments')['spec']).not.toHaveProperty('ignoreDifferences');
});

test('what a Rollout changes in the Services of its application is left to it', () => {
  const outcome = deliverEnvironment({ delivery, progressive: 'argo-rollouts' }, (environment) => {
    const users = new Application(environment, 'users');
    new WebService(users, 'api', { image: 'a:1', port: 80, strategy: blueGreen() });
    new Config(new Application(environment, 'comments'), 'x', { A: 'a' });
  });

  expect(find(outcome, 'Application', 'eu-users')['spec']).toMatchObject({
    ignoreDifferences: expect.arrayContaining([
      {
        kind: 'Service',
        name: 'users-api',
        namespace: 'users',
        jsonPointers: ['/spec/selector/rollouts-pod-template-hash'],
      },
    ]),
  });
  expect(find(outcome, 'Application', 'eu-comments')['spec']).not.toHaveProperty('ignoreDifferences');
});
