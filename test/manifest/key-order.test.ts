import { expect, test } from 'vitest';
import { orderedKeys, type Place } from '../../lib/manifest/key-order.ts';

test.each<[Place, readonly string[], readonly string[]]>([
  ['document', ['spec', 'metadata', 'kind', 'apiVersion', 'data'], ['apiVersion', 'kind', 'metadata', 'data', 'spec']],
  ['document', ['apiVersion', 'kind', 'metadata', 'data', 'spec'], ['apiVersion', 'kind', 'metadata', 'data', 'spec']],
  ['item', ['image', 'args', 'name', 'ports'], ['name', 'args', 'image', 'ports']],
  ['item', ['b', 'a'], ['a', 'b']],
  ['field', ['name', 'kind', 'apiVersion', 'labels'], ['apiVersion', 'kind', 'labels', 'name']],
  ['field', ['b', 'B', 'ä', 'a', '_'], ['B', '_', 'a', 'b', 'ä']],
  ['field', [], []],
])('keys of a %s: %j', (place, keys, ordered) => {
  const object = Object.fromEntries(keys.map((key) => [key, 1]));

  expect(orderedKeys(object, place)).toEqual(ordered);
});
