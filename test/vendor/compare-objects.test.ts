import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../lib/manifest/object.ts';
import { compareObjects, isSame } from '../../lib/vendor/compare-objects.ts';

function config(name: string, data: object, apiVersion = 'v1'): KubernetesObject {
  return { apiVersion, kind: 'ConfigMap', metadata: { name, namespace: 'redis' }, data };
}

test('objects that come, go and change, with the fields that differ', () => {
  const before = [config('a', { x: '1' }), config('b', { x: '1', y: ['1', '2'], 'a/b~c': 1, z: { p: 1 } })];
  const after = [config('b', { x: '2', y: ['1'], 'a/b~c': 2, z: { q: 1 } }), config('c', {})];

  expect(compareObjects(before, after)).toEqual({
    added: ['ConfigMap redis/c'],
    removed: ['ConfigMap redis/a'],
    changed: [
      { object: 'ConfigMap redis/b', paths: ['/data/x', '/data/y', '/data/a~1b~0c', '/data/z/p', '/data/z/q'] },
    ],
  });
});

test('order changes nothing, and a version of the API is a field', () => {
  const one = config('a', { x: 1, y: 2 });
  const other = config('a', { y: 2, x: 1 });

  expect(isSame(compareObjects([one, config('b', {})], [config('b', {}), other]))).toBe(true);
  expect(compareObjects([config('a', {}, 'v1')], [config('a', {}, 'v2')]).changed[0]?.paths).toEqual(['/apiVersion']);
});
