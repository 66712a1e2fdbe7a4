import { expect, test } from 'vitest';
import { openSchema } from '../../lib/schema/open-schema.ts';

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'nginx:1.27',
            ports: [{ containerPort: 80 }],
            resources: { requests: { cpu: '100m', memory: 134_217_728 } },
            readinessProbe: { httpGet: { path: '/', port: 'http' } },
          },
        ],
      },
    },
  },
};
const CONTAINER = { name: 'web', image: 'nginx:1.27' };

function deployment(spec: object, container: object = {}): object {
  const template = { ...DEPLOYMENT.spec.template, spec: { containers: [{ ...CONTAINER, ...container }] } };
  return { ...DEPLOYMENT, spec: { ...DEPLOYMENT.spec, template, ...spec } };
}

test('says nothing of an object that fits, and allocates no list for it', () => {
  const schema = openSchema('1.34');

  const problems = schema.check(DEPLOYMENT);

  expect(problems).toEqual([]);
  expect(schema.check(DEPLOYMENT)).toBe(problems);
});

test.each([
  [
    'an unknown field',
    deployment({ replcas: 2 }),
    '/spec/replcas',
    'spec.replcas is not a field of Deployment apps/v1. Did you mean replicas?',
  ],
  [
    'an unknown field like no other',
    deployment({ nonsense: 2 }),
    '/spec/nonsense',
    'spec.nonsense is not a field of Deployment apps/v1. Remove it.',
  ],
  [
    'a text for a number',
    deployment({ replicas: '2' }),
    '/spec/replicas',
    'spec.replicas is the text "2". Use a whole number of at most 32 bits.',
  ],
  [
    'a fraction for a whole number',
    deployment({ replicas: 1.5 }),
    '/spec/replicas',
    'spec.replicas is the number 1.5. Use a whole number of at most 32 bits.',
  ],
  [
    'a number that is too large',
    deployment({ replicas: 2 ** 31 }),
    '/spec/replicas',
    'spec.replicas is the number 2147483648. Use a whole number of at most 32 bits.',
  ],
  ['a list for an object', deployment({ template: [] }), '/spec/template', 'spec.template is a list. Use an object.'],
  [
    'a missing object',
    deployment({ selector: undefined }),
    '/spec/selector',
    'spec.selector is missing in Deployment apps/v1. Add it.',
  ],
  [
    'an object that would be empty',
    { ...DEPLOYMENT, spec: undefined },
    '/spec',
    'spec is missing in Deployment apps/v1. Add it.',
  ],
  [
    'a number in an annotation',
    { ...DEPLOYMENT, metadata: { name: 'web', annotations: { 'a.b/c': 1 } } },
    '/metadata/annotations/a.b~1c',
    'metadata.annotations[a.b/c] is the number 1. Use a text, in quotes where it looks like something else.',
  ],
  [
    'a misspelt word',
    deployment({}, { imagePullPolicy: 'always' }),
    '/spec/template/spec/containers/0/imagePullPolicy',
    'spec.template.spec.containers[0].imagePullPolicy is the text "always". Did you mean Always?',
  ],
  [
    'a word of another field',
    deployment({}, { imagePullPolicy: 'Sometimes' }),
    '/spec/template/spec/containers/0/imagePullPolicy',
    'spec.template.spec.containers[0].imagePullPolicy is the text "Sometimes". Use one of Always, IfNotPresent, Never.',
  ],
  [
    'a quantity that is none',
    deployment({}, { resources: { limits: { memory: '1 GB' } } }),
    '/spec/template/spec/containers/0/resources/limits/memory',
    `spec.template.spec.containers[0].resources.limits.memory is the text "1 GB". Use a quantity such as 0.5, '100m' or '128Mi'.`,
  ],
])('says where %s is and what to do', (_, object, path, message) => {
  const problems = openSchema('1.34').check(object);

  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ path, message, severity: 'error', category: 'server' });
});

test('takes null for absence and an empty text for a default, as the server does', () => {
  const object = deployment({ replicas: null, strategy: { type: '' } }, { imagePullPolicy: '', env: null });

  expect(openSchema('1.34').check(object)).toEqual([]);
});

test('says of duplicate keys that a delivery fails, for the server takes a create', () => {
  const ports = [
    { containerPort: 80, name: 'a' },
    { containerPort: 80, protocol: 'TCP', name: 'b' },
  ];

  const problems = openSchema('1.34').check(deployment({}, { ports, env: [{ name: 'A' }, { name: 'A' }] }));

  expect(problems.map(({ category, rule, path }) => [category, rule, path])).toEqual([
    ['delivery', 'duplicate-list-key', '/spec/template/spec/containers/0/ports/1'],
    ['delivery', 'duplicate-list-key', '/spec/template/spec/containers/0/env/1'],
  ]);
});

test('lets one port number be open for two protocols', () => {
  const ports = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }];

  expect(openSchema('1.34').check(deployment({}, { ports }))).toEqual([]);
});

test('finds the one duplicate in a long list', () => {
  const env = Array.from({ length: 200 }, (_, index) => ({ name: `E${index % 199}` }));

  const problems = openSchema('1.34').check(deployment({}, { env }));

  expect(problems.map(({ path }) => path)).toEqual(['/spec/template/spec/containers/0/env/199']);
});

test('never shows a value of a Secret', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a' },
    data: { password: 'hunter2!' },
    stringData: { pin: 4711 },
  };

  const messages = openSchema('1.34')
    .check(secret)
    .map(({ message }) => message);

  expect(messages).toEqual([
    'data.password is a text. Use base64.',
    'stringData.pin is a number. Use a text, in quotes where it looks like something else.',
  ]);
});

test.each([
  [null],
  [undefined],
  [5],
  ['text'],
  [[]],
  [{}],
  [{ apiVersion: 'v1' }],
  [{ apiVersion: 1, kind: 'Pod' }],
  [{ apiVersion: '', kind: 'Pod' }],
])('refuses %j, which is no object of any kind', (value) => {
  const problems = openSchema('1.34').check(value);

  expect(problems.map(({ rule }) => rule)).toEqual(['unknown-kind']);
  expect(problems[0]?.message).toMatch(/Give the object an apiVersion and a kind/);
});

test.each([
  [
    'extensions/v1beta1',
    'Ingress',
    'Kubernetes 1.34 does not serve Ingress in extensions/v1beta1: 1.21 was the last version that did. Use networking.k8s.io/v1.',
  ],
  [
    'policy/v1beta1',
    'PodSecurityPolicy',
    'Kubernetes 1.34 does not serve PodSecurityPolicy in policy/v1beta1: 1.24 was the last version that did. Use the Pod Security Standards: labels of the Namespace.',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema',
    'Kubernetes 1.34 does not serve FlowSchema in flowcontrol.apiserver.k8s.io/v1beta3: only 1.27 to 1.31 of the known versions do. Use flowcontrol.apiserver.k8s.io/v1.',
  ],
  ['v1', 'Deployment', 'apiVersion: there is no Deployment in "v1". Use apps/v1.'],
  ['apps/v1', 'Deploymint', 'kind: Kubernetes 1.34 has no kind "Deploymint" in "apps/v1". Did you mean Deployment?'],
  [
    'example.com/v1',
    'Widget',
    'kind: Kubernetes 1.34 has no kind "Widget" in "example.com/v1". Correct it, or add the file of its CRD to crds of the environment.',
  ],
])('refuses %s %s and says what to use', (apiVersion, kind, message) => {
  const problems = openSchema('1.34').check({ apiVersion, kind, metadata: { name: 'a' } });

  expect(problems.map((problem) => problem.message)).toEqual([message]);
});

test('names are looked up by themselves, never on a prototype', () => {
  const problems = openSchema('1.34').check({ apiVersion: 'v1', kind: 'ConfigMap', constructor: 1, toString: {} });

  expect(problems.map(({ rule, path }) => [rule, path])).toEqual([
    ['unknown-field', '/constructor'],
    ['unknown-field', '/toString'],
  ]);
  expect(openSchema('1.34').serves('constructor', 'toString')).toBe(false);
});
