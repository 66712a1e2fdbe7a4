import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../lib/manifest/object.ts';
import { orderedObject } from '../../lib/manifest/ordered-object.ts';

const object = (fields: object): KubernetesObject => fields as KubernetesObject;

test('keys come in the order of dist, at every depth', () => {
  const given = object({
    spec: { b: [{ kind: 'K', name: 'n', b: 1, a: { d: 1, c: 2 } }], a: null },
    metadata: { name: 'x', labels: {} },
    kind: 'Widget',
    apiVersion: 'v1',
  });

  expect(JSON.stringify(orderedObject(given))).toBe(
    '{"apiVersion":"v1","kind":"Widget","metadata":{"labels":{},"name":"x"},"spec":{"a":null,"b":[{"name":"n","a":{"c":2,"d":1},"b":1,"kind":"K"}]}}',
  );
});

test('fields that are undefined are gone, null and what is empty stays', () => {
  const given = object({ apiVersion: 'v1', kind: 'K', spec: { a: undefined, b: [{ c: undefined }], d: null, e: '' } });

  expect(JSON.stringify(orderedObject(given)['spec'])).toBe('{"b":[{}],"d":null,"e":""}');
});

test('what is in order is handed back as it is', () => {
  const spec = { a: [1, { name: 'x', b: 2 }] };
  const given = object({ apiVersion: 'v1', kind: 'K', metadata: { name: 'x' }, spec });

  expect(orderedObject(given)).toBe(given);
  expect(orderedObject(object({ kind: 'K', apiVersion: 'v1', spec }))['spec']).toBe(spec);
});

test('nothing but the order changes, the object that was given least of all', () => {
  // Keys that are numbers come first whatever the order: no object of Kubernetes depends on theirs.
  const KEY = fc.stringMatching(/^[a-zA-Z./-]{1,4}$/);
  const VALUE = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.dictionary(KEY, tie('value'), { noNullPrototype: true }),
    ),
  })).value;
  const fields = fc.dictionary(KEY, VALUE, { noNullPrototype: true });

  fc.assert(
    fc.property(fields, (given) => {
      const before = JSON.stringify(given);

      const ordered = orderedObject(object(given));

      expect(ordered).toEqual(given);
      expect(orderedObject(ordered)).toBe(ordered);
      expect(JSON.stringify(given)).toBe(before);
    }),
  );
});
