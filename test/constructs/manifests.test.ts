import { expect, test } from 'vitest';
import { renderManifests } from './manifests/render-manifests.ts';

const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: { name: redis-config }
data: { time: 12:30:45, date: 2024-01-01, on: "yes" }
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: redis-master }
spec:
  replicas: 1
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec:
      containers:
        - name: redis
          image: redis:7
          resources: { limits: { cpu: 1000m } }
`;

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  names: { kind: Widget, plural: widgets }
  scope: Namespaced
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`;

test('objects keep their names and fields, read as Kubernetes reads them', () => {
  const { objects, findings } = renderManifests(
    { 'vendor/redis/all.yaml': `${CONFIG}---\n${DEPLOYMENT}` },
    { from: 'vendor/redis' },
  );

  expect(findings).toEqual([]);
  expect(objects).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'redis-config', namespace: 'cache' },
      data: { date: '2024-01-01', true: 'yes', time: '12:30:45' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'redis-master', namespace: 'cache' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'redis' } },
        template: {
          metadata: { labels: { app: 'redis' } },
          spec: { containers: [{ name: 'redis', image: 'redis:7', resources: { limits: { cpu: '1000m' } } }] },
        },
      },
    },
  ]);
});

test('lists are expanded, and files of other programs passed over', () => {
  const { objects, messages } = renderManifests(
    {
      'vendor/redis/list.yaml': `apiVersion: v1\nkind: List\nitems:\n  - ${CONFIG.trim().replaceAll('\n', '\n    ')}\n`,
      'vendor/redis/vendor.lock.json': '{ "chart": "redis" }',
      'vendor/redis/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      'vendor/redis/values.yaml': 'replicas: 2\n',
    },
    { from: 'vendor/redis' },
  );

  expect(objects.map(({ metadata }) => metadata.name)).toEqual(['redis-config']);
  expect(messages).toEqual([
    'vendor/redis/values.yaml: skipped, for nothing in it has an apiVersion or a kind. Name the file itself where it is a manifest.',
  ]);
});

test('globs, and the same file twice, bring each object once', () => {
  const files = { 'vendor/redis/a.yaml': CONFIG, 'vendor/redis/b.yaml': DEPLOYMENT };

  const { objects } = renderManifests(files, { from: ['vendor/*/a.yaml', 'vendor/redis/a.yaml'] });

  expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap']);
});

test('patches are merged by kind and by name, list items by their key', () => {
  const { objects, findings } = renderManifests(
    { 'vendor/redis/a.yaml': DEPLOYMENT, 'vendor/redis/b.yaml': DEPLOYMENT.replace('redis-master', 'redis-replica') },
    {
      from: 'vendor/redis',
      patch: {
        Deployment: {
          spec: { replicas: 1, template: { spec: { containers: [{ name: 'redis', image: 'redis:8' }] } } },
        },
        'Deployment/redis-replica': { spec: { replicas: 3 } },
      },
    },
  );

  expect(findings).toEqual([]);
  expect(objects.map(({ spec }) => spec)).toMatchObject([
    { replicas: 1, template: { spec: { containers: [{ image: 'redis:8' }] } } },
    { replicas: 3, template: { spec: { containers: [{ image: 'redis:8' }] } } },
  ]);
});

test('a patch that several objects share need not change each of them, but one', () => {
  const files = {
    'vendor/redis/a.yaml': DEPLOYMENT,
    'vendor/redis/b.yaml': DEPLOYMENT.replace('redis-master', 'b').replace('replicas: 1', 'replicas: 2'),
  };

  const some = renderManifests(files, { from: 'vendor/redis', patch: { Deployment: { spec: { replicas: 2 } } } });
  const none = renderManifests(
    { 'vendor/redis/a.yaml': DEPLOYMENT },
    { from: 'vendor/redis', patch: { Deployment: { spec: { replicas: 1 } } } },
  );

  expect(some.messages).toEqual([]);
  expect(none.messages).toEqual([
    'cache/redis/a.yaml: patch.Deployment changes nothing. Remove it, or mend the field that it names.',
  ]);
});

test('custom kinds are patched by their name with the group', () => {
  const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nspec: { size: 1 }\n';

  const { objects } = renderManifests(
    { 'a.yaml': widget },
    { from: 'a.yaml', patch: { 'Widget.example.com/w': { spec: { size: 2 } } } },
  );

  expect(objects[0]).toMatchObject({ spec: { size: 2 } });
});

test('include and crds choose', () => {
  const files = { 'vendor/redis/a.yaml': [CONFIG, DEPLOYMENT, CRD].join('---\n') };
  const kinds = (props: object): readonly string[] =>
    renderManifests(files, { from: 'vendor/redis', ...props }).objects.map(({ kind }) => kind);

  expect(kinds({ crds: 'only' })).toEqual(['CustomResourceDefinition']);
  expect(kinds({ crds: 'without' })).toEqual(['ConfigMap', 'Deployment']);
  expect(kinds({ include: ({ kind }: { kind: string }) => kind === 'ConfigMap' })).toEqual(['ConfigMap']);
});

test.each<[string, string, object, string]>([
  [
    'no apiVersion',
    'kind: ConfigMap\nmetadata: { name: a }\n',
    {},
    "vendor/redis/a.yaml:1: apiVersion is undefined. Write the kind's group and version.",
  ],
  [
    'no name',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n',
    {},
    'vendor/redis/a.yaml:1: the name of this ConfigMap is undefined. Give it a name.',
  ],
  [
    'a generated name',
    'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: a- }\n',
    {},
    'vendor/redis/a.yaml:1: this Job has generateName, a new name with every delivery. Give it a name.',
  ],
  [
    'labels that are a list',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, labels: [b] }\n',
    {},
    'vendor/redis/a.yaml:1: metadata.labels of ConfigMap a is a list. Use { name: text }.',
  ],
  [
    'a number that loses digits',
    `${CONFIG}immutable: 9007199254740993\n`,
    {},
    'vendor/redis/a.yaml:5:12: 9007199254740993 has more digits than kumiki keeps (whole numbers to 2^53). It is checked as a rounded number; where kumiki writes the object, use quotes or a smaller number.',
  ],
  ['broken YAML', `${CONFIG}  : [`, {}, 'vendor/redis/a.yaml:'],
  [
    'a kind that is not there',
    CONFIG,
    { patch: { Deployment: {} } },
    "cache/redis: patch names 'Deployment', and there is no such object. There are: ConfigMap.",
  ],
  [
    'a name that is not there',
    CONFIG,
    { patch: { 'ConfigMap/redis-conf': {} } },
    "cache/redis: patch names 'ConfigMap/redis-conf', and there is no such object. Did you mean 'ConfigMap/redis-config'?",
  ],
  [
    'a patch that is none',
    CONFIG,
    { patch: { ConfigMap: 'x' } },
    `cache/redis: patch['ConfigMap'] is "x". Use an object: { spec: … }.`,
  ],
  [
    'a filter that drops everything',
    CONFIG,
    { include: () => false },
    'cache/redis: include drops all 1 objects. Mend it, or remove the construct.',
  ],
  [
    'no CRD',
    CONFIG,
    { crds: 'only' },
    "cache/redis: crds is 'only', and there is no CustomResourceDefinition among the 1 objects. Remove the construct.",
  ],
  [
    'an unknown choice of CRDs',
    CONFIG,
    { crds: 'all' },
    `cache/redis: crds is "all". Use 'only' or 'without', or leave it out.`,
  ],
  ['an unknown prop', CONFIG, { patches: {} }, 'cache/redis: patches is not a prop of Manifests. Did you mean patch?'],
  [
    'no place',
    CONFIG,
    { from: [] },
    "cache/redis: from is a list. Name a file, a folder or a glob, such as 'vendor/redis'.",
  ],
  [
    'a glob of nothing',
    CONFIG,
    { from: 'vendor/*/x.yaml' },
    "cache/redis: from 'vendor/*/x.yaml' holds no .yaml, .yml or .json file. Name a folder or a glob with manifests.",
  ],
  ['an empty namespace', CONFIG, { namespace: '' }, "cache/redis: namespace is ''. Leave it out, or name one."],
])('%s is refused', (_, text, props, message) => {
  const { messages, findings } = renderManifests({ 'vendor/redis/a.yaml': text }, { from: 'vendor/redis', ...props });

  expect(messages.some((one) => one.startsWith(message))).toBe(true);
  expect(findings.find((one) => one.message.startsWith(message))).toMatchObject({
    severity: 'error',
    source: 'apps/cache.ts:7',
    environment: 'test',
  });
});

test('in tests, empty seals are filled with stand-ins', () => {
  const stub = `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: redis }
spec: { encryptedData: { password: "" }, template: { type: Opaque } }
`;

  const { objects, messages } = renderManifests({ 'a.yaml': stub }, { from: 'a.yaml' });

  expect(messages).toEqual([]);
  expect(objects[0]).toMatchObject({ spec: { encryptedData: { password: 'stand-in' } } });
});
