import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReferenceRegistry } from '../../lib/manifest/reference.ts';
import { toPlain, type PlainListener } from '../../lib/manifest/to-plain.ts';
import { Application } from '../../lib/constructs/application.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { renderFindings } from '../render-findings.ts';

function plain(value: object): { readonly copy: unknown; readonly found: readonly string[] } {
  const found: string[] = [];
  const listener: PlainListener = {
    reference: () => 'value',
    strayMarker: (environment, path) => found.push(`stray ${environment} ${path()}`),
    encodedMarker: (path) => found.push(`encoded ${path()}`),
    notJson: (_, path) => found.push(`not JSON ${path()}`),
  };
  const copy = toPlain(value, new ReferenceRegistry('test'), listener);
  return { copy, found };
}

test('JSON stays as it is, but for null', () => {
  const withoutNull = fc.jsonValue({ depthSize: 'medium' }).filter((value) => !JSON.stringify(value).includes('null'));

  fc.assert(
    fc.property(fc.dictionary(fc.string(), withoutNull), (value) => {
      const { copy, found } = plain(value);

      expect(JSON.parse(JSON.stringify(copy))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(found).toEqual([]);
    }),
  );
});

test('null and undefined are dropped from objects, and refused in lists, where they would shift the others', () => {
  expect(plain({ a: null, b: undefined, c: { d: undefined } })).toEqual({ copy: { c: {} }, found: [] });
  expect(plain({ a: [1, undefined, null] }).found).toEqual(['not JSON /a/1', 'not JSON /a/2']);
  // oxlint-disable-next-line no-sparse-arrays
  expect(plain({ a: [, 1] }).found).toEqual(['not JSON /a/0']);
});

test.each<[string, unknown]>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['a Date', new Date(0)],
  ['a Map', new Map()],
  ['a BigInt', 1n],
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a boxed text', Object('text')],
  ['a RegExp', /x/],
  ['NUL', 'a\0'],
  ['a lone surrogate', '\uDC00'],
])('%s is refused with its path, in objects and lists', (_, value) => {
  expect(plain({ spec: { 'a/b~c': value, list: [{ x: [value] }] } }).found).toEqual([
    'not JSON /spec/a~1b~0c',
    'not JSON /spec/list/0/x/0',
  ]);
});

test('an object or a list that holds itself is told, however many ways lead round', () => {
  const object: Record<string, unknown> = {};
  const list: unknown[] = [];
  Object.assign(object, { a: object, b: [object] });
  list.push(list, list);
  const { findings } = renderFindings((environment) => {
    new Worker(new Application(environment, 'a'), 'x', { image: 'a:1', affinity: object });
  });

  expect(plain(object).found).toHaveLength(1);
  expect(plain({ list }).found).toEqual(['not JSON /list/0/0/0/0']);
  expect(findings[0]?.message).toMatch(
    /^a\/x: \/spec\/template\/spec\/affinity\/\w is an object that holds itself, which JSON cannot hold\./,
  );
});

test('keys come in the order of dist, and __proto__ is a key like any other', () => {
  const { copy } = plain(
    JSON.parse(
      '{"spec":{"b":1,"__proto__":{"x":1},"a":[{"value":1,"name":"n"}]},"kind":"K","apiVersion":"v1","metadata":{}}',
    ) as object,
  );

  expect(JSON.stringify(copy)).toBe(
    '{"apiVersion":"v1","kind":"K","metadata":{},"spec":{"__proto__":{"x":1},"a":[{"name":"n","value":1}],"b":1}}',
  );
  expect(Object.getPrototypeOf((copy as { spec: object }).spec)).toBe(Object.prototype);
});

test('a finding names the construct, the line and what to use instead', () => {
  const outcome = renderFindings((environment) => {
    new ApiObject(new Application(environment, 'a'), 'x', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'x\0' } });
  });

  expect(outcome.findings).toMatchObject([
    {
      rule: 'practice/not-json',
      severity: 'error',
      environment: 'test',
      application: 'a',
      construct: 'a/x',
      source: 'apps/app.ts:7',
      path: '/data/a',
      message:
        'a/x: /data/a is "x\\u0000", which JSON cannot hold. Use text, a finite number, a boolean, a list or an object.',
    },
  ]);
});
