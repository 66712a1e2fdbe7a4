import { expect, test } from 'vitest';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../lib/schema/kubernetes-version.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';
import { readPool } from '../../lib/schema/read-pool.ts';

const EVERYWHERE = [
  'v1/ConfigMap',
  'v1/Endpoints',
  'v1/Namespace',
  'v1/PersistentVolumeClaim',
  'v1/Pod',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'discovery.k8s.io/v1/EndpointSlice',
  'gateway.networking.k8s.io/v1/Gateway',
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'storage.k8s.io/v1/StorageClass',
];

test('the pool has the versions that the type names', () => {
  expect(readPool().versions).toEqual(KUBERNETES_VERSIONS);
});

test.each(KUBERNETES_VERSIONS)('%s serves the kinds that every version serves', (version) => {
  const schema = openSchema(version);

  const served = EVERYWHERE.filter((key) =>
    schema.serves(key.slice(0, key.lastIndexOf('/')), key.slice(key.lastIndexOf('/') + 1)),
  );

  expect(served).toEqual(EVERYWHERE);
});

test.each(KUBERNETES_VERSIONS)('every kind of %s can be walked to its last field', (version) => {
  const pool = readPool();
  const missing: string[] = [];

  for (const [key, kind] of pool.kinds) {
    if (!kind.versions.includes(version)) continue;
    const text = JSON.stringify(pool.nodeOf(kind.definition, version));
    if (!text.includes('"metadata"') && !text.includes('"apiVersion"')) missing.push(key);
  }

  expect(missing).toEqual([]);
});

test.each<[string, string, string, KubernetesVersion, KubernetesVersion | undefined]>([
  ['SelfSubjectReview', 'authentication.k8s.io/v1', 'Cluster', '1.28', undefined],
  ['FlowSchema', 'flowcontrol.apiserver.k8s.io/v1', 'Cluster', '1.29', undefined],
  ['FlowSchema', 'flowcontrol.apiserver.k8s.io/v1beta3', 'Cluster', '1.27', '1.31'],
  ['FlowSchema', 'flowcontrol.apiserver.k8s.io/v1beta2', 'Cluster', '1.27', '1.28'],
  ['ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', 'Cluster', '1.30', undefined],
  ['ServiceCIDR', 'networking.k8s.io/v1', 'Cluster', '1.33', undefined],
  ['ResourceClaim', 'resource.k8s.io/v1', 'Namespaced', '1.34', undefined],
  ['MutatingAdmissionPolicy', 'admissionregistration.k8s.io/v1', 'Cluster', '1.36', undefined],
])('serves %s of %s (%s) from %s to %s', (kind, apiVersion, scope, first, last) => {
  const from = KUBERNETES_VERSIONS.indexOf(first);
  const to = last === undefined ? KUBERNETES_VERSIONS.length : KUBERNETES_VERSIONS.indexOf(last) + 1;

  const scopes = KUBERNETES_VERSIONS.map((version) => openSchema(version).scopeOf(apiVersion, kind));

  expect(scopes).toEqual(KUBERNETES_VERSIONS.map((_, index) => (index >= from && index < to ? scope : undefined)));
});

test.each<[string, KubernetesVersion, object]>([
  ['restartPolicy of a container', '1.28', { initContainers: [{ name: 'a', restartPolicy: 'Always' }] }],
  [
    'sleep before a stop',
    '1.29',
    { initContainers: [{ name: 'a', lifecycle: { preStop: { sleep: { seconds: 1 } } } }] },
  ],
  ['appArmorProfile', '1.30', { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } }],
  ['resources of a pod', '1.32', { resources: { limits: { cpu: 1 } } }],
  ['seLinuxChangePolicy', '1.32', { securityContext: { seLinuxChangePolicy: 'Recursive' } }],
  ['hostnameOverride', '1.34', { hostnameOverride: 'a' }],
])('%s is a field from %s on', (_, first, spec) => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'b' }], ...spec },
  };

  const known = KUBERNETES_VERSIONS.filter((version) => openSchema(version).check(pod).length === 0);

  expect(known).toEqual(KUBERNETES_VERSIONS.slice(KUBERNETES_VERSIONS.indexOf(first)));
});

test('workloadRef came with 1.35 and went with 1.36', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'b' }], workloadRef: { name: 'a' } },
  };

  expect(KUBERNETES_VERSIONS.filter((version) => openSchema(version).check(pod).length === 0)).toEqual(['1.35']);
});

test('a kind that the next version removes is a warning', () => {
  const flow = {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kind: 'FlowSchema',
    metadata: { name: 'a' },
    spec: { priorityLevelConfiguration: { name: 'b' } },
  };

  expect(openSchema('1.30').check(flow)).toEqual([]);
  expect(openSchema('1.31').check(flow)).toEqual([
    {
      rule: 'removed-kind',
      category: 'practice',
      severity: 'warning',
      path: '/apiVersion',
      message:
        'Kubernetes 1.32 no longer serves FlowSchema in flowcontrol.apiserver.k8s.io/v1beta3. Use flowcontrol.apiserver.k8s.io/v1.',
    },
  ]);
});
