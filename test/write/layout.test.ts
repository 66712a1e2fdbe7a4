import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { RenderedObject } from '../../lib/manifest/object.ts';
import { HEADER } from '../../lib/write/header.ts';
import { layoutFiles } from '../../lib/write/layout.ts';
import { text } from './documents.ts';

interface Sketch {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly apiVersion?: string;
  readonly application?: string;
  readonly data?: string;
}

function rendered(sketch: Sketch): RenderedObject {
  const { kind = 'ConfigMap', name = 'a', namespace, apiVersion = 'v1', application = 'users', data } = sketch;
  return {
    object: {
      apiVersion,
      kind,
      metadata: namespace === undefined ? { name } : { name, namespace },
      ...(data === undefined ? {} : { data: { key: data } }),
    },
    application,
    origin: { construct: `${application}/${name}`, source: () => 'apps/users.ts:1' },
  };
}

function pathsOf(sketches: readonly Sketch[], files: 'resource' | 'application' = 'resource'): string[] {
  return [...layoutFiles(sketches.map(rendered), { files }).files.keys()];
}

test.each<[string, readonly Sketch[], readonly string[]]>([
  ['kind and name in lower case', [{ kind: 'EndpointSlice', name: 'api' }], ['users/endpointslice-api.yaml']],
  ['dots stay', [{ name: 'a.b' }], ['users/configmap-a.b.yaml']],
  ['a namespace alone adds nothing', [{ namespace: 'x' }], ['users/configmap-a.yaml']],
  [
    'two namespaces',
    [{ namespace: 'x' }, { namespace: 'y' }],
    ['users/configmap-a.x.yaml', 'users/configmap-a.y.yaml'],
  ],
  [
    'two groups',
    [
      { kind: 'Service', apiVersion: 'v1' },
      { kind: 'Service', apiVersion: 'serving.knative.dev/v1' },
    ],
    ['users/service-a.core.yaml', 'users/service-a.serving.knative.dev.yaml'],
  ],
  [
    'groups and namespaces',
    [
      { kind: 'Ingress', apiVersion: 'a.io/v1', namespace: 'x' },
      { kind: 'Ingress', apiVersion: 'b.io/v1', namespace: 'x' },
      { kind: 'Ingress', apiVersion: 'a.io/v1', namespace: 'y' },
    ],
    ['users/ingress-a.a.io.x.yaml', 'users/ingress-a.a.io.y.yaml', 'users/ingress-a.b.io.x.yaml'],
  ],
  [
    'the same name in two applications',
    [{ namespace: 'x' }, { namespace: 'y', application: 'comments' }],
    ['comments/configmap-a.yaml', 'users/configmap-a.yaml'],
  ],
  [
    'other characters in hexadecimal',
    [{ kind: 'ClusterRole', name: 'system:a_b' }],
    ['users/clusterrole-system_3aa_5fb.yaml'],
  ],
  ['a name beyond ASCII', [{ kind: 'Role', name: 'ä/..' }], ['users/role-_c3_a4_2f...yaml']],
  ['an application that is no name', [{ application: '../x' }], ['_2e._2fx/configmap-a.yaml']],
])('files are named by kind and name: %s', (_, sketches, paths) => {
  const forward = pathsOf(sketches);
  const backward = pathsOf(sketches.toReversed());

  expect(forward).toEqual(paths);
  expect(backward).toEqual(paths);
});

test('capitals that a name loses are told apart by a hash', () => {
  const paths = pathsOf([
    { kind: 'Role', name: 'admin' },
    { kind: 'Role', name: 'Admin' },
    { kind: 'Role', name: 'ADMIN' },
  ]);

  expect(paths).toEqual([
    'users/role-admin.yaml',
    expect.stringMatching(/^users\/role-admin__[0-9a-f]{10}\.yaml$/),
    expect.stringMatching(/^users\/role-admin__[0-9a-f]{10}\.yaml$/),
  ]);
  expect(new Set(paths).size).toBe(3);
});

test('stems end at 200 bytes, with a hash only where they would be longer', () => {
  const [exact, long, longer] = pathsOf([
    { name: 'a'.repeat(190) },
    { name: `b${'a'.repeat(190)}` },
    { name: `b${'a'.repeat(252)}` },
  ]);

  expect(exact).toBe(`users/configmap-${'a'.repeat(190)}.yaml`);
  expect(long).toMatch(/^users\/configmap-ba{177}__[0-9a-f]{10}\.yaml$/);
  expect(longer).toMatch(/^users\/configmap-ba{177}__[0-9a-f]{10}\.yaml$/);
  expect(long).not.toBe(longer);
});

test('names that only look alike get a hash each', () => {
  const paths = pathsOf([{ name: 'a.x' }, { namespace: 'x' }, { namespace: 'y' }]);

  expect(paths).toEqual([
    expect.stringMatching(/configmap-a\.x__[0-9a-f]{10}\.yaml$/),
    expect.stringMatching(/configmap-a\.x__[0-9a-f]{10}\.yaml$/),
    'users/configmap-a.y.yaml',
  ]);
});

test('one identity twice is a finding that names both constructs', () => {
  const { findings } = layoutFiles(
    [
      rendered({ kind: 'Deployment', apiVersion: 'apps/v1' }),
      rendered({ kind: 'Deployment', apiVersion: 'apps/v1beta1' }),
    ],
    { files: 'resource' },
  );

  expect(findings).toMatchObject([
    {
      rule: 'delivery/file-collision',
      severity: 'error',
      application: 'users',
      object: { kind: 'Deployment', name: 'a' },
    },
  ]);
});

test('a file is the header and its document', () => {
  const { files } = layoutFiles([rendered({ namespace: 'x', data: 'v' })], { files: 'resource' });

  expect(files.get('users/configmap-a.yaml')).toBe(
    `${HEADER}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: x\ndata:\n  key: v\n`,
  );
});

test('one file an application holds all of its documents in a stable order', () => {
  const objects = [rendered({ kind: 'Service' }), rendered({ name: 'b' }), rendered({ name: 'a' })];

  const { files } = layoutFiles(objects, { files: 'application' });
  const reversed = layoutFiles(objects.toReversed(), { files: 'application' });

  expect([...files.keys()]).toEqual(['users/manifests.yaml']);
  expect(parseAllDocuments(files.get('users/manifests.yaml') ?? '').map((document) => document.toJS())).toEqual(
    [objects[2], objects[1], objects[0]].map((each) => each?.object),
  );
  expect(reversed.files).toEqual(files);
});

test('documents of one file survive a reader that cuts at the separator', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
      const objects = texts.map((data, index) => rendered({ name: `n${index}`, data }));

      const stream = layoutFiles(objects, { files: 'application' }).files.get('users/manifests.yaml') ?? '';

      const whole = parseAllDocuments(stream).map((document) => document.toJS());
      const cut = stream.split(/\n---\n/).flatMap((part) => parseAllDocuments(part).map((document) => document.toJS()));
      expect(whole).toEqual(objects.map((each) => each.object));
      expect(cut).toEqual(whole);
    }),
    { numRuns: 1000 },
  );
});

test('the order of objects changes nothing', () => {
  const sketch = fc.record({
    kind: fc.constantFrom('Role', 'ConfigMap', 'Service'),
    name: fc.constantFrom('a', 'A', 'a.x', 'b:c', 'x'.repeat(220), 'x'.repeat(221)),
    namespace: fc.constantFrom('x', 'y'),
    apiVersion: fc.constantFrom('v1', 'a.io/v1', 'b.io/v1'),
    application: fc.constantFrom('users', 'comments'),
  });

  fc.assert(
    fc.property(fc.uniqueArray(sketch, { selector: (each) => JSON.stringify(each), maxLength: 20 }), (sketches) => {
      const { files, findings } = layoutFiles(sketches.map(rendered), { files: 'resource' });
      const reversed = layoutFiles(sketches.map(rendered).toReversed(), { files: 'resource' });

      expect([...reversed.files]).toEqual([...files]);
      expect(files.size).toBe(sketches.length);
      expect(findings).toEqual([]);
    }),
  );
});
