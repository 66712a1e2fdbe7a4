import { expect, test } from 'vitest';
import { KUBERNETES_VERSIONS } from '../../lib/schema/kubernetes-version.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';

const KINDS = {
  'argoproj.io/v1alpha1': [
    'Application',
    'ApplicationSet',
    'AppProject',
    'Rollout',
    'AnalysisTemplate',
    'ClusterAnalysisTemplate',
    'AnalysisRun',
    'Experiment',
  ],
  'external-secrets.io/v1': ['ExternalSecret', 'SecretStore', 'ClusterSecretStore', 'ClusterExternalSecret'],
  'external-secrets.io/v1alpha1': ['PushSecret', 'ClusterPushSecret'],
  'external-secrets.io/v1beta1': ['ExternalSecret', 'SecretStore', 'ClusterSecretStore', 'ClusterExternalSecret'],
  'flagger.app/v1beta1': ['Canary', 'MetricTemplate', 'AlertProvider'],
  'helm.toolkit.fluxcd.io/v2': ['HelmRelease'],
  'notification.toolkit.fluxcd.io/v1': ['Receiver'],
  'notification.toolkit.fluxcd.io/v1beta3': ['Alert', 'Provider'],
};

test.each(KUBERNETES_VERSIONS)('Kubernetes %s knows the kinds of the tools', (version) => {
  const schema = openSchema(version);

  const unknown = Object.entries(KINDS).flatMap(([apiVersion, kinds]) =>
    kinds.filter((kind) => !schema.serves(apiVersion, kind)),
  );

  expect(unknown).toEqual([]);
});

test('kinds of tools that serve the whole cluster are cluster-scoped', () => {
  const schema = openSchema('1.37');

  expect(schema.scopeOf('argoproj.io/v1alpha1', 'ClusterAnalysisTemplate')).toBe('Cluster');
  expect(schema.scopeOf('external-secrets.io/v1', 'ClusterSecretStore')).toBe('Cluster');
  expect(schema.scopeOf('argoproj.io/v1alpha1', 'Rollout')).toBe('Namespaced');
});

test('a Rollout is checked to the depth of its Pod template', () => {
  const container = { name: 'web', image: 'nginx', ports: [{ containerPort: '80' }], comand: [] };
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: {
      template: { spec: { containers: [container] } },
      strategy: { canary: { steps: [{ setWeight: '10' }, { pause: { duration: 5 } }, { pause: { duration: '1h' } }] } },
    },
  };

  const problems = openSchema('1.30').check(rollout);

  expect(problems.map(({ path }) => path)).toEqual([
    '/spec/template/spec/containers/0/ports/0/containerPort',
    '/spec/template/spec/containers/0/comand',
    '/spec/strategy/canary/steps/0/setWeight',
  ]);
});

test('an ApplicationSet is checked in generators that hold generators', () => {
  const list = { list: { elements: [{ cluster: 'one' }], template: { metadata: {}, spec: { project: 1 } } } };
  const set = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'fleet' },
    spec: {
      generators: [{ matrix: { generators: [list] } }],
      template: { metadata: {}, spec: { project: 'default', destination: {} } },
    },
  };

  const problems = openSchema('1.30').check(set);

  expect(problems.map(({ path }) => path)).toEqual([
    '/spec/generators/0/matrix/generators/0/list/template/spec/project',
    '/spec/generators/0/matrix/generators/0/list/template/spec/destination',
  ]);
});

test('what a controller writes under status is not looked at', () => {
  const project = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'a' },
    spec: {},
    status: { any: 1 },
  };

  expect(openSchema('1.30').check(project)).toEqual([]);
});
