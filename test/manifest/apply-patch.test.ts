import { expect, test } from 'vitest';
import { WebService, type WebServicePatch } from '../../lib/constructs/web-service.ts';
import { Application } from '../../lib/constructs/application.ts';
import { applyPatch } from '../../lib/manifest/apply-patch.ts';
import { messagesOf, renderFindings, type Outcome } from '../render-findings.ts';

type Json = Readonly<Record<string, unknown>>;

const KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  'containers/ports': ['containerPort', 'protocol'],
  spread: ['key', 'when'],
};

function patched(object: Json, patch: Json): { readonly result: Json; readonly refused: readonly string[] } {
  const refused: string[] = [];
  const result = applyPatch(
    object,
    patch,
    (path) => KEYS[path.join('/')],
    (path, message) => refused.push(`${path}: ${message}`),
  );
  return { result, refused };
}

test.each<[string, Json, Json, Json]>([
  ['objects field by field', { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
  ['undefined not at all', { a: 1 }, { a: undefined }, { a: 1 }],
  ['null as a removal', { a: 1, b: { c: 1 } }, { a: null, b: { c: null } }, { b: {} }],
  ['an object over a text', { a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
  ['other lists whole', { args: ['a', 'b'] }, { args: ['c'] }, { args: ['c'] }],
  [
    'keyed lists item by item',
    { containers: [{ name: 'a', x: 1, y: 1 }, { name: 'b' }] },
    { containers: [{ name: 'a', y: 2 }, { name: 'c' }] },
    { containers: [{ name: 'a', x: 1, y: 2 }, { name: 'b' }, { name: 'c' }] },
  ],
  [
    'a deletion of an item',
    { containers: [{ name: 'a' }, { name: 'b' }] },
    { containers: [{ name: 'a', $patch: 'delete' }] },
    { containers: [{ name: 'b' }] },
  ],
  [
    'null inside an item',
    { containers: [{ name: 'a', x: 1 }] },
    { containers: [{ name: 'a', x: null }] },
    { containers: [{ name: 'a' }] },
  ],
  ['null inside a new item', {}, { containers: [{ name: 'a', x: null, y: 1 }] }, { containers: [{ name: 'a', y: 1 }] }],
  [
    'an absent protocol as TCP',
    {
      containers: [
        {
          name: 'a',
          ports: [
            { containerPort: 80, protocol: 'TCP' },
            { containerPort: 80, protocol: 'UDP' },
          ],
        },
      ],
    },
    { containers: [{ name: 'a', ports: [{ containerPort: 80, name: 'http' }] }] },
    {
      containers: [
        {
          name: 'a',
          ports: [
            { containerPort: 80, protocol: 'TCP', name: 'http' },
            { containerPort: 80, protocol: 'UDP' },
          ],
        },
      ],
    },
  ],
  [
    'an item by both of its keys',
    { spread: [{ key: 'zone', when: 'a', skew: 1 }] },
    { spread: [{ key: 'zone', when: 'a', skew: 2 }] },
    { spread: [{ key: 'zone', when: 'a', skew: 2 }] },
  ],
])('merges %s', (_, object, patch, expected) => {
  const before = structuredClone(object);

  expect(patched(object, patch)).toEqual({ result: expected, refused: [] });
  expect(object).toEqual(before);
});

test.each<[string, Json, Json, string]>([
  [
    'an item without its key',
    { containers: [{ name: 'a' }] },
    { containers: [{ image: 'x' }] },
    '/containers: an item says no name. The items of this list are merged by name: name the one to change.',
  ],
  [
    'an item with one of its two keys',
    { spread: [] },
    { spread: [{ key: 'zone' }] },
    '/spread: an item says no when. The items of this list are merged by key and when:',
  ],
  [
    'the deletion of what is not there',
    { containers: [{ name: 'a' }] },
    { containers: [{ name: 'b', $patch: 'delete' }] },
    '/containers: there is no item with name b to delete.',
  ],
  [
    '$patch of a whole object',
    { a: {} },
    { a: { $patch: 'delete' } },
    '/a: $patch is for items of keyed lists. Write null for the field to remove it.',
  ],
  [
    'another $patch than delete',
    { containers: [{ name: 'a' }] },
    { containers: [{ name: 'a', $patch: 'replace' }] },
    "/containers: an item has $patch: 'replace'. Use 'delete', or leave it out.",
  ],
])('refuses %s', (_, object, patch, message) => {
  expect(patched(object, patch).refused.join()).toContain(message);
});

function withPatch(patch: WebServicePatch): Outcome {
  return renderFindings(
    (environment) => new WebService(new Application(environment, 'users'), 'api', { image: 'a:1', port: 80, patch }),
  );
}

test('a patch reaches every kind of a service, and is applied last', () => {
  const outcome = withPatch({
    Deployment: {
      spec: {
        replicas: 7,
        template: {
          spec: {
            containers: [
              { name: 'api', env: [{ name: 'A', value: 'b' }] },
              { name: 'extra', image: 'b:1' },
            ],
          },
        },
      },
    },
    Service: { spec: { ports: [{ port: 80, nodePort: 30_080 }] } },
    ServiceAccount: { metadata: { annotations: { a: 'b' } } },
  });

  const [account, deployment, service] = outcome.objects.map(({ object }) => object);
  expect(messagesOf(outcome)).toEqual([]);
  expect(deployment).toMatchObject({
    spec: {
      replicas: 7,
      template: { spec: { containers: [{ name: 'api', image: 'a:1', env: [{ name: 'A' }] }, { name: 'extra' }] } },
    },
  });
  expect(service).toMatchObject({ spec: { ports: [{ name: 'http', port: 80, nodePort: 30_080 }] } });
  expect(account?.metadata.annotations).toEqual({ a: 'b' });
});

test.each<[string, WebServicePatch, object]>([
  [
    'that is empty',
    { Deployment: {} },
    {
      rule: 'practice/patch-without-effect',
      message: 'users/api: patch.Deployment changes nothing. Remove it, or mend the field that it names.',
    },
  ],
  ['that says what is there', { Deployment: { spec: { replicas: 1 } } }, { rule: 'practice/patch-without-effect' }],
  [
    'that removes what is not there',
    { Service: { spec: { clusterIP: null } } } as object,
    { rule: 'practice/patch-without-effect' },
  ],
  [
    'with a misspelt field',
    { Deployment: { spec: { replcas: 2 } } } as object,
    { rule: 'server/unknown-field', path: '/spec/replcas', message: expect.stringContaining('replicas') },
  ],
  [
    'with a misspelt field in an item',
    { Deployment: { spec: { template: { spec: { containers: [{ name: 'api', comand: [] }] } } } } } as object,
    { rule: 'server/unknown-field', path: '/spec/template/spec/containers/0/comand' },
  ],
  [
    'without the key of an item',
    { Deployment: { spec: { template: { spec: { containers: [{ image: 'b:1' }] } } } } } as object,
    {
      rule: 'practice/patch',
      path: '/spec/template/spec/containers',
      message: expect.stringContaining('patch.Deployment.spec.template.spec.containers: an item says no name.'),
    },
  ],
  [
    'with a value that JSON cannot hold',
    { Deployment: { spec: { replicas: Number.NaN } } },
    { rule: 'practice/not-json', path: '/spec/replicas' },
  ],
])('a patch %s is told with construct, line and path', (_, patch, finding) => {
  expect(withPatch(patch).findings[0]).toMatchObject({
    severity: 'error',
    construct: 'users/api',
    source: 'apps/app.ts:7',
    ...finding,
  });
});
