import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { existingSecret } from '../../lib/constructs/secret.ts';
import { StatefulService, type StatefulServiceProps } from '../../lib/constructs/stateful-service.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { emptyDir } from '../../lib/constructs/workload/volumes.ts';
import type { KubernetesVersion } from '../../lib/schema/kubernetes-version.ts';
import { render, renderConstruct, type Rendered } from '../../lib/testing/index.ts';

import { findingsAt } from './findings-at.ts';

const image = 'registry.example/store:1.2.3';

function store(props: Partial<StatefulServiceProps> = {}, kubernetes: KubernetesVersion = '1.34'): Rendered {
  return renderConstruct((app) => new StatefulService(app, 'store', { image, port: 2379, ...props }), { kubernetes });
}

test('is a ServiceAccount, a StatefulSet and the headless Service that governs it', () => {
  const { objects, find } = store();

  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Service test-store',
    'ServiceAccount test-store',
    'StatefulSet test-store',
  ]);
  expect(find('Service')).toEqualManifest(`
    apiVersion: v1
    kind: Service
    metadata:
      name: test-store
      namespace: test
      labels:
        app.kubernetes.io/instance: test-store
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: store
        app.kubernetes.io/part-of: test
    spec:
      clusterIP: None
      ports: [{ name: http, port: 2379 }]
      selector:
        app.kubernetes.io/instance: test-store
        app.kubernetes.io/name: store
  `);
  expect(find('StatefulSet')).toHaveFields({ spec: { replicas: 1, serviceName: 'test-store' } });
});

test('says nothing that Kubernetes would say itself', () => {
  const { find } = store({
    rollout: { partition: 0, maxUnavailable: 1, minReady: 0, history: 10 },
    retention: undefined,
  });

  expect(Object.keys(find('StatefulSet').spec ?? {})).toEqual(['replicas', 'selector', 'serviceName', 'template']);
});

test('a path and a size are a claim template, mounted in the own container', () => {
  const spec = store({ storage: { '/var/lib/data': '1024Mi' } }).find('StatefulSet').spec;

  expect(spec?.volumeClaimTemplates).toEqual([
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'var-lib-data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ]);
  expect(spec?.template.spec?.containers[0]?.volumeMounts).toEqual([
    { mountPath: '/var/lib/data', name: 'var-lib-data' },
  ]);
  expect(spec?.template.spec?.volumes).toBeUndefined();
});

test('the long form names the claim, its class and access, and the folder that is mounted', () => {
  const storage = {
    '/data': { size: '10Gi', class: 'fast', access: 'ReadWriteOncePod', name: 'db', subPath: 'pg' },
  } as const;

  const spec = store({ storage, files: { '/tmp': emptyDir() } }).find('StatefulSet').spec;

  expect(spec?.volumeClaimTemplates?.[0]).toHaveFields({
    metadata: { name: 'db' },
    spec: {
      accessModes: ['ReadWriteOncePod'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: 'fast',
    },
  });
  expect(spec?.template.spec?.containers[0]?.volumeMounts).toEqual([
    { mountPath: '/data', name: 'db', subPath: 'pg' },
    { mountPath: '/tmp', name: 'tmp' },
  ]);
});

test('a sidecar mounts a claim by its name', () => {
  const { find } = store({
    storage: { '/var/lib/data': '1Gi' },
    sidecars: { backup: { image, files: { '/data': { from: 'var-lib-data', readOnly: true } } } },
  });

  expect(find('StatefulSet').spec?.template.spec?.initContainers?.[0]?.volumeMounts).toEqual([
    { mountPath: '/data', name: 'var-lib-data', readOnly: true },
  ]);
});

test('retention, pod management and rollout', () => {
  const { find } = store({
    storage: { '/data': '1Gi' },
    retention: { scaled: 'Delete' },
    podManagement: 'Parallel',
    rollout: { partition: 2, minReady: 30 },
  });

  expect(find('StatefulSet')).toHaveFields({
    spec: {
      minReadySeconds: 30,
      persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
      podManagementPolicy: 'Parallel',
      updateStrategy: { rollingUpdate: { partition: 2 } },
    },
  });
});

test('replaces Pods only when somebody deletes them, with onDelete', () => {
  const { find } = store({ rollout: 'onDelete' });

  expect(find('StatefulSet').spec?.updateStrategy).toEqual({ type: 'OnDelete' });
});

test('from two Pods up a drain takes one at a time', () => {
  const { find } = store({ replicas: 3 });

  expect(find('PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
});

test('an autoscaler scales the StatefulSet, whose replicas git leaves alone', () => {
  const { find } = store({ replicas: { min: 2, max: 5, cpu: 70 } });

  expect(find('HorizontalPodAutoscaler').spec?.scaleTargetRef).toEqual({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    name: 'test-store',
  });
  expect(find('StatefulSet').spec).not.toHaveProperty('replicas');
});

test('members find each other before they are ready, where the Service publishes them', () => {
  const { find } = store({ publishNotReadyAddresses: true });

  expect(find('Service')).toHaveFields({ spec: { publishNotReadyAddresses: true } });
});

test('has an address for all Pods and one for each', () => {
  const { find } = renderConstruct((app) => {
    const service = new StatefulService(app, 'store', { image, port: { client: 2379, peer: 2380 }, replicas: 2 });
    const env = {
      HOST: service.host,
      PORT: service.port,
      URL: service.url('/v1'),
      PEER: service.url('', { port: 'peer' }),
      FIRST: `${service.hostOf(0)}:${service.port}`,
      LAST: service.hostOf(1),
    };
    new Worker(app, 'reader', { image, env });
  });

  expect(find('Deployment').spec?.template.spec?.containers[0]?.env).toEqual([
    { name: 'HOST', value: 'test-store.test.svc' },
    { name: 'PORT', value: '2379' },
    { name: 'URL', value: 'http://test-store.test.svc:2379/v1' },
    { name: 'PEER', value: 'http://test-store.test.svc:2380' },
    { name: 'FIRST', value: 'test-store-0.test-store.test.svc:2379' },
    { name: 'LAST', value: 'test-store-1.test-store.test.svc' },
  ]);
});

test('is found by environment.service, by itself too', () => {
  const { find } = render((environment) => {
    const app = new Application(environment, 'test');
    new StatefulService(app, 'store', { image, port: 2379, env: { SELF: environment.service('test/store').host } });
  });

  expect(find('StatefulSet').spec?.template.spec?.containers[0]?.env?.[0]?.value).toBe('test-store.test.svc');
});

test('patches change what it emits', () => {
  const { find } = store({
    patch: { StatefulSet: { spec: { ordinals: { start: 1 } } }, Service: { metadata: { annotations: { a: 'b' } } } },
  });

  expect(find('StatefulSet')).toHaveFields({ spec: { ordinals: { start: 1 } } });
  expect(find('Service')).toHaveFields({ metadata: { annotations: { a: 'b' } } });
});

test.each<[string, Partial<StatefulServiceProps>, string]>([
  [
    'a size that is none',
    { storage: { '/data': '10GB' as '10G' } },
    `test/store: storage['/data'] is "10GB". Use a quantity`,
  ],
  ['no size', { storage: { '/data': null as unknown as '1Gi' } }, "storage['/data'] is null. Use a quantity"],
  ['a negative size', { storage: { '/data': '-1Gi' } }, `storage['/data'] is "-1Gi"`],
  [
    'a path that is none',
    { storage: { data: '1Gi' } },
    "test/store: storage has 'data'. A path in the container starts with '/'.",
  ],
  [
    'two claims of one name',
    { storage: { '/a/b': '1Gi', '/a-b': '1Gi' } },
    "storage['/a-b'] and storage['/a/b'] have the claim name 'a-b'. Give one of them another name.",
  ],
  [
    'a claim name that is none',
    { storage: { '/data': { size: '1Gi', name: 'My_Data' } } },
    "has the claim name 'My_Data'",
  ],
  ['a path too long to be a name', { storage: { [`/${'a'.repeat(64)}`]: '1Gi' } }, 'of at most 63 lower-case letters'],
  [
    'a misspelt field of the storage',
    { storage: { '/data': { size: '1Gi', clas: 'fast' } as { size: '1Gi' } } },
    "storage['/data'].clas is not a prop of StatefulService. Did you mean class?",
  ],
  [
    'one path twice',
    { storage: { '/data': '1Gi' }, files: { '/data': existingSecret('x') } },
    "files and storage both have '/data'. Leave it out of one.",
  ],
  [
    'a volume of the name of a claim',
    { storage: { '/data': '1Gi' }, volumes: { data: emptyDir() }, files: { '/scratch': 'data' } },
    "volumes.data would be the volume 'data', and the Pod has another of this name.",
  ],
  [
    'two volumes whose paths give one name',
    { files: { '/a/b': emptyDir(), '/a-b': emptyDir() } },
    "files['/a-b'] would be the volume 'a-b', and the Pod has another of this name. Put it into volumes under a name of its own.",
  ],
  ['a retention of nothing', { retention: { deleted: 'Delete' } }, 'has a retention without storage'],
  ['half a Pod', { rollout: { partition: 1.5 } }, 'rollout.partition is 1.5. Use a whole number, 0 or more.'],
  [
    'more than all Pods',
    { rollout: { maxUnavailable: '101%' } },
    "rollout.maxUnavailable is '101%'. Use a whole number",
  ],
  [
    'a rollout of a Deployment',
    { rollout: { maxSurge: 1 } as object },
    'rollout.maxSurge is not a prop of StatefulService.',
  ],
  [
    'another number of the Service',
    { port: { client: { port: 2379, service: 80 } as { port: 2379 } } },
    'port.client.service is not a prop of StatefulService.',
  ],
  [
    'a patch for what it does not make',
    { patch: { Deployment: {} } as object },
    'patch names Deployment, which it does not make here.',
  ],
  ['no Pod in numbers', { replicas: Number.NaN }, 'replicas is NaN. Use a whole number, 0 or more.'],
])('refuses %s', (_, props, message) => {
  expect(() => store(props)).toThrow(message);
});

test.each([-1, 2, 0.5, Number.NaN])('refuses the address of a Pod %d of two', (index) => {
  const build = (app: Application): unknown =>
    new StatefulService(app, 'store', { image, port: 80, replicas: 2 }).hostOf(index);

  expect(() => renderConstruct(build)).toThrow(
    `test/store: hostOf(${index}): there is no such Pod. There are 2, counted from 0.`,
  );
});

test.each<[KubernetesVersion, readonly string[]]>([
  ['1.34', ['practice/feature-gate']],
  ['1.36', ['practice/feature-gate']],
  ['1.37', []],
])('Kubernetes %s may drop maxUnavailable, which is a warning', (kubernetes, rules) => {
  const found: string[] = [];

  const { find } = renderConstruct(
    (app) => {
      const service = new StatefulService(app, 'store', { image, port: 80, rollout: { maxUnavailable: 2 } });
      found.push(...findingsAt(service));
    },
    { kubernetes },
  );

  expect(found).toEqual(rules);
  expect(find('StatefulSet').spec?.updateStrategy).toEqual({ rollingUpdate: { maxUnavailable: 2 } });
});
