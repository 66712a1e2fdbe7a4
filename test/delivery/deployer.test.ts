import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { argocd } from '../../lib/delivery/argocd/argocd.ts';
import { ceilingOf } from '../../lib/delivery/ceiling.ts';
import type { Delivery } from '../../lib/delivery/delivery.ts';
import { rightsUnder } from '../../lib/delivery/deployer.ts';
import { flux } from '../../lib/delivery/flux/flux.ts';
import { folder } from '../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../lib/environment/environment-props.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import type { KubernetesObject } from '../../lib/manifest/object.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';
import { deliverEnvironment, find, REPOSITORY } from './deliver-environment.ts';

const TOOLS: readonly [string, Delivery, string][] = [
  ['argocd', argocd({ repository: REPOSITORY }), 'argocd'],
  ['flux', flux({ repository: REPOSITORY }), 'flux-system'],
  ['folder', folder(), 'delivery'],
];

const DELIVER = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const READ = ['get', 'list', 'watch'];

/** What deployers have rights by, and Argo CD's permission. */
function rightsOf(props: Partial<EnvironmentProps>, build?: (environment: Environment) => unknown) {
  const { objects } = deliverEnvironment(props, build);
  return objects
    .map(({ object }) => object)
    .filter(({ kind }) => ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'AppProject'].includes(kind));
}

function places(objects: readonly KubernetesObject[], kind: string): readonly string[] {
  return objects
    .filter((object) => object.kind === kind)
    .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)
    .toSorted();
}

test.each(TOOLS)('with %s each namespace has a deployer, whose account is out of its reach', (_, delivery, home) => {
  const outcome = deliverEnvironment({ delivery });

  expect(outcome.findings).toEqual([]);
  expect(find(outcome, 'ServiceAccount', 'eu-users').metadata.namespace).toBe(home);
  expect(find(outcome, 'RoleBinding', 'eu-users')).toMatchObject({
    metadata: { namespace: 'users' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'eu-users' },
    subjects: [{ kind: 'ServiceAccount', name: 'eu-users', namespace: home }],
  });
});

test('a deployer may make what is in the ceiling, and read what tells of health', () => {
  const role = find(deliverEnvironment({ delivery: argocd({ repository: REPOSITORY }) }), 'Role', 'eu-users');

  expect(role.metadata.namespace).toBe('users');
  expect(role['rules']).toEqual([
    {
      apiGroups: [''],
      resources: ['configmaps', 'persistentvolumeclaims', 'serviceaccounts', 'services'],
      verbs: DELIVER,
    },
    { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'statefulsets'], verbs: DELIVER },
    { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: DELIVER },
    { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: DELIVER },
    { apiGroups: ['bitnami.com'], resources: ['sealedsecrets'], verbs: DELIVER },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: DELIVER },
    { apiGroups: ['external-secrets.io'], resources: ['externalsecrets'], verbs: DELIVER },
    {
      apiGroups: ['gateway.networking.k8s.io'],
      resources: ['gateways', 'grpcroutes', 'httproutes'],
      verbs: DELIVER,
    },
    { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: DELIVER },
    { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: DELIVER },
    { apiGroups: [''], resources: ['events', 'pods'], verbs: READ },
    { apiGroups: ['apps'], resources: ['replicasets'], verbs: READ },
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: READ },
  ]);
});

test('applications of one namespace share a deployer', () => {
  const objects = rightsOf({ delivery: folder(), namespace: () => 'shop' });

  expect(places(objects, 'Role')).toEqual(['shop/eu-shop']);
});

test('objects that lie elsewhere give the deployer of their application rights there', () => {
  const objects = rightsOf({ delivery: argocd({ repository: REPOSITORY }) }, (environment) => {
    const users = new Application(environment, 'users');
    new Config(users, 'settings', { A: 'a' });
    new ApiObject(users, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'shared' } });
  });

  expect(places(objects, 'Role')).toEqual(['shared/eu-users', 'users/eu-users']);
  expect(objects.find(({ kind }) => kind === 'AppProject')?.['spec']).toMatchObject({
    destinations: [{ namespace: 'shared' }, { namespace: 'users' }],
    destinationServiceAccounts: [{ namespace: 'users', defaultServiceAccount: 'argocd:eu-users' }],
  });
});

test('an application that has no object yet has its namespace, as its deployer has rights there', () => {
  const outcome = deliverEnvironment({ delivery: folder() }, (environment) => {
    new Application(environment, 'comments');
    new Config(new Application(environment, 'users'), 'settings', { A: 'a' });
  });

  expect(find(outcome, 'Namespace', 'comments')).toBeDefined();
  expect(find(outcome, 'Role', 'eu-comments').metadata.namespace).toBe('comments');
});

test.each(TOOLS)('with %s rights never follow from what is rendered', (_, delivery) => {
  const services = (environment: Environment, kept: readonly boolean[]): void => {
    const applications = ['users', 'comments'].map((id) => new Application(environment, id));
    for (const [index, isKept] of kept.entries()) {
      const application = applications[index % 2];
      if (!isKept || application === undefined) continue;
      if (index < 4) new WebService(application, `web-${index}`, { image: 'a:1', port: 80, replicas: 2 });
      else new Config(application, `config-${index}`, { A: 'a' });
    }
  };
  const all = rightsOf({ delivery }, (environment) => services(environment, Array(8).fill(true)));

  fc.assert(
    fc.property(
      // An application without a single object would still be there, but an environment without one is an error.
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }).filter((kept) => kept.includes(true)),
      (kept) => {
        expect(rightsOf({ delivery }, (environment) => services(environment, kept))).toEqual(all);
      },
    ),
    { numRuns: 30 },
  );
});

test('the last application of a namespace that the environment keeps leaves its deployer there', () => {
  const delivery = argocd({ repository: REPOSITORY });
  const build = (environment: Environment): unknown =>
    new Config(new Application(environment, 'users'), 'settings', { A: 'a' });

  const outcome = deliverEnvironment({ delivery, namespaces: ['comments'] }, build);

  expect(outcome.findings).toEqual([]);
  expect(find(outcome, 'Namespace', 'comments')).toBeDefined();
  expect(find(outcome, 'ServiceAccount', 'eu-comments')).toBeDefined();
  expect(find(outcome, 'AppProject')['spec']).toMatchObject({
    destinations: [{ namespace: 'comments' }, { namespace: 'users' }],
    destinationServiceAccounts: [{ namespace: 'comments' }, { namespace: 'users' }],
  });
});

test('every deployer may remove what is left in a namespace that is kept: an application may have moved out of it', () => {
  const objects = rightsOf({ delivery: folder(), namespaces: ['old'] });

  expect(places(objects, 'RoleBinding')).toEqual([
    'comments/eu-comments',
    'old/eu-comments',
    'old/eu-old',
    'old/eu-users',
    'users/eu-users',
  ]);
});

test('a kind without a namespace is for deployers of the platform alone, in a ClusterRole', () => {
  const kinds = ['ClusterRole.rbac.authorization.k8s.io', 'PriorityClass.scheduling.k8s.io'];
  const schema = openSchema('1.34');
  const ceiling = ceilingOf({ kinds });

  const ordinary = rightsUnder(ceiling, { schema, platform: false });
  const platform = rightsUnder(ceiling, { schema, platform: true });

  expect(ordinary).toEqual({ ...rightsUnder(ceilingOf({}), { schema, platform: false }), clusterRules: [] });
  expect(platform).toEqual({
    rules: ordinary.rules,
    clusterRules: [
      { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: DELIVER },
      { apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: DELIVER },
    ],
  });
});

test('the platform binds a ClusterRole to each deployer', () => {
  const objects = rightsOf({ delivery: folder(), platform: true, kinds: ['PriorityClass.scheduling.k8s.io'] });

  expect(places(objects, 'ClusterRoleBinding')).toEqual(['/eu-comments', '/eu-users']);
});

test('the resource of a kind is what its CRD says', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com',
      names: { kind: 'Datum', plural: 'data' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  };
  const ceiling = ceilingOf({ kinds: ['Datum.example.com'] });
  const schema = openSchema('1.34', { crds: [{ object: crd, where: 'crds/data.yaml' }] });

  const { rules } = rightsUnder(ceiling, { schema, platform: false });

  expect(rules).toContainEqual({ apiGroups: ['example.com'], resources: ['data'], verbs: DELIVER });
});

test('a kind of which nobody knows the CRD has the resource that English gives it', () => {
  const { rules } = rightsUnder(ceilingOf({ kinds: ['Policy.example.com'] }), {
    schema: openSchema('1.34'),
    platform: false,
  });

  expect(rules).toContainEqual({ apiGroups: ['example.com'], resources: ['policies'], verbs: DELIVER });
});
