import { expect, test } from 'vitest';
import { UserError } from '../../lib/errors.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';
import type { SchemaProblem } from '../../lib/schema/schema-problem.ts';

function crd(spec: object, rest: object = {}): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
    ...rest,
  };
}

function check(schema: object, spec: unknown): readonly SchemaProblem[] {
  const opened = openSchema('1.34', { crds: [{ object: crd(schema), where: 'crds/widgets.yaml' }] });
  return opened.check({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' }, spec });
}

const SPEC = {
  type: 'object',
  required: ['size', 'shade'],
  properties: {
    size: { type: 'integer', format: 'int32', minimum: 1, exclusiveMinimum: true },
    shade: { type: 'string', enum: ['light', 'dark'], default: 'light' },
    port: { 'x-kubernetes-int-or-string': true },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { known: { type: 'string' } } },
    closed: { type: 'object' },
    maybe: { type: 'string', nullable: true },
    name: { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
    address: { type: 'string', format: 'ipv4' },
    unknownFormat: { type: 'string', format: 'colour' },
    tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
    doors: {
      type: 'array',
      items: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, open: { type: 'boolean' } } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
    },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    template: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
    either: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
  },
};

test.each([
  [{ size: 2 }],
  [{ size: 2, shade: null }],
  [{ size: 2, port: 80 }],
  [{ size: 2, port: '25%' }],
  [{ size: 2, free: { known: 'a', anything: [1] } }],
  [{ size: 2, maybe: null }],
  // The server drops it.
  [{ size: 2, port: null, free: { known: null } }],
  [{ size: 2, unknownFormat: 'red' }],
  [{ size: 2, doors: [{ id: 'a' }, { id: 'b' }], tags: ['a', 'b'], labels: { any: 'a' } }],
  [{ size: 2, template: { apiVersion: 'v1', kind: 'Pod', spec: { any: 1 } } }],
  [{ size: 2, either: { a: 'x' } }],
])('takes the spec %j', (spec) => {
  expect(check(SPEC, spec)).toEqual([]);
});

test.each([
  [{}, 'required', 'spec.size is missing in Widget example.com/v1. Add it.'],
  [{ size: 2, colour: 'red' }, 'unknown-field', 'spec.colour is not a field of Widget example.com/v1. Remove it.'],
  [
    { size: 2, shde: 'dark' },
    'unknown-field',
    'spec.shde is not a field of Widget example.com/v1. Did you mean shade?',
  ],
  [{ size: '2' }, 'type', 'spec.size is the text "2". Use a whole number.'],
  [{ size: 1 }, 'limit', 'spec.size is the number 1: it must be > 1. Correct it.'],
  [{ size: 2, shade: 'Dark' }, 'enum', 'spec.shade is the text "Dark". Did you mean dark?'],
  [{ size: 2, port: 1.5 }, 'type', 'spec.port is the number 1.5. Use a whole number or a text.'],
  [{ size: null }, 'type', 'spec.size is null. Use a whole number.'],
  [{ size: 2, tags: [null] }, 'type', 'spec.tags[0] is null. Use a text.'],
  [{ size: 2, free: { known: 1 } }, 'type', 'spec.free.known is the number 1. Use a text.'],
  [{ size: 2, closed: { a: 1 } }, 'unknown-field', 'spec.closed.a is not a field of Widget example.com/v1. Remove it.'],
  [{ size: 2, name: 'A' }, 'limit', 'spec.name is the text "A": it must match pattern "^[a-z]+$". Correct it.'],
  [{ size: 2, address: '1.2.3' }, 'format', 'spec.address is the text "1.2.3". Use the format ipv4.'],
  [
    { size: 2, tags: ['a', 'a'] },
    'duplicate-item',
    'spec.tags[1] has the same value as an earlier item. The server refuses it: keep one of them.',
  ],
  [
    { size: 2, doors: [{ id: 'a' }, { id: 'a' }] },
    'duplicate-list-key',
    'spec.doors[1] has the same id as an earlier item. The server refuses it: keep one of them.',
  ],
  [
    { size: 2, doors: [{ id: 'a', opn: true }] },
    'unknown-field',
    'spec.doors[0].opn is not a field of Widget example.com/v1. Did you mean open?',
  ],
  [{ size: 2, labels: { a: 1 } }, 'type', 'spec.labels.a is the number 1. Use a text.'],
  [
    { size: 2, template: { kind: 'Pod' } },
    'required',
    'spec.template.apiVersion is missing in Widget example.com/v1. Add it.',
  ],
])('refuses the spec %j', (spec, rule, message) => {
  const problems = check(SPEC, spec);

  expect(problems.map((problem) => [problem.rule, problem.message])).toEqual([[rule, message]]);
  expect(problems[0]?.category).toBe('server');
});

test('refuses an object that fits none or more of several alternatives, with one problem', () => {
  const both = check(SPEC, { size: 2, either: { a: 'x', b: 'y' } });
  const none = check(SPEC, { size: 2, either: {} });

  expect([...both, ...none].map(({ path, rule }) => [path, rule])).toEqual([
    ['/spec/either', 'limit'],
    ['/spec/either', 'limit'],
  ]);
});

test('knows the scope of a custom kind and only its served versions', () => {
  const object = crd({ type: 'object' }) as { spec: { versions: object[] } };
  object.spec.versions.push({ ...object.spec.versions[0], name: 'v1beta1', served: false });

  const schema = openSchema('1.34', { crds: [{ object, where: 'crds/widgets.yaml' }] });

  expect(schema.scopeOf('example.com/v1', 'Widget')).toBe('Namespaced');
  expect(schema.serves('example.com/v1beta1', 'Widget')).toBe(false);
});

test('a CRD of the environment takes the place of the one in the pool, and never of a built-in kind', () => {
  const versions = [
    {
      name: 'v1',
      served: true,
      schema: { openAPIV3Schema: { type: 'object', properties: { mine: { type: 'string' } } } },
    },
  ];
  const route = crd(
    {},
    {
      spec: {
        group: 'gateway.networking.k8s.io',
        scope: 'Cluster',
        names: { kind: 'HTTPRoute', plural: 'httproutes' },
        versions,
      },
    },
  );
  const job = crd({}, { spec: { group: 'batch', scope: 'Cluster', names: { kind: 'Job', plural: 'jobs' }, versions } });

  const schema = openSchema('1.34', {
    crds: [
      { object: route, where: 'a.yaml' },
      { object: job, where: 'b.yaml' },
    ],
  });

  expect(
    schema.check({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' }, mine: 'x' }),
  ).toEqual([]);
  expect(schema.scopeOf('gateway.networking.k8s.io/v1', 'HTTPRoute')).toBe('Cluster');
  expect(schema.scopeOf('batch/v1', 'Job')).toBe('Namespaced');
});

test.each([
  [
    { apiVersion: 'v1', kind: 'ConfigMap' },
    'crds/x.yaml: this is ConfigMap, not a CustomResourceDefinition. List only files of CRDs in crds.',
  ],
  ['text', 'crds/x.yaml: the document is "text". A CustomResourceDefinition has an object there.'],
  [null, 'crds/x.yaml: the document is null. A CustomResourceDefinition has an object there.'],
  [{}, 'crds/x.yaml: this is an object without kind, not a CustomResourceDefinition. List only files of CRDs in crds.'],
  [
    crd({}, { apiVersion: 'apiextensions.k8s.io/v1beta1' }),
    'crds/x.yaml: apiVersion is "apiextensions.k8s.io/v1beta1". Use apiextensions.k8s.io/v1, which has a schema for each version.',
  ],
  [crd({}, { spec: undefined }), 'crds/x.yaml: spec is missing. A CustomResourceDefinition has an object there.'],
  [
    crd({}, { spec: { group: 'a.b', names: { kind: 'A', plural: 'as' }, scope: 'Cluster', versions: [] } }),
    'crds/x.yaml: spec.versions is a list. Give the CRD at least one version.',
  ],
  [
    crd({}, { spec: { group: 'a.b', names: { kind: 'A', plural: 'as' }, scope: 'cluster', versions: [] } }),
    'crds/x.yaml: spec.scope is "cluster". Use Namespaced or Cluster.',
  ],
  [
    crd(
      {},
      {
        spec: {
          group: 'a.b',
          names: { kind: 'A', plural: 'as' },
          scope: 'Cluster',
          versions: [{ name: 'v1', schema: {} }],
        },
      },
    ),
    'crds/x.yaml: spec.versions[0].schema.openAPIV3Schema is missing. A CustomResourceDefinition has an object there.',
  ],
  [
    crd({ type: 'object', properties: { a: { type: 'text' } } }),
    'crds/x.yaml: spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.type is "text". Use one of object, array, string, integer, number, boolean.',
  ],
])('refuses a CRD that is not one: %#', (object, message) => {
  const open = () => openSchema('1.34', { crds: [{ object, where: 'crds/x.yaml' }] });

  expect(open).toThrow(UserError);
  expect(open).toThrow(message);
});

test('a pattern of Go that JavaScript cannot read is left to the server', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', pattern: '(?i)^[a-z]+\\z(' } } };

  expect(check(schema, { a: '5' })).toEqual([]);
});

test('a schema nested without end is refused, by its reader and as an object', () => {
  let schema: object = { type: 'string' };
  for (let level = 0; level < 10_000; level++) schema = { type: 'object', properties: { a: schema } };
  const object = crd(schema);

  expect(() => openSchema('1.34', { crds: [{ object, where: 'crds/x.yaml' }] })).toThrow(
    /nested deeper than 200 schemas/,
  );
  expect(
    openSchema('1.34')
      .check(object)
      .map(({ rule }) => rule),
  ).toEqual(['limit']);
});
