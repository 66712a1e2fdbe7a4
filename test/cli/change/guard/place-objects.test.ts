import { expect, test } from 'vitest';
import { placeObjects } from '../../../../lib/cli/change/guard/place-objects.ts';
import type { KubernetesObject } from '../../../../lib/manifest/object.ts';
import { layoutFiles } from '../../../../lib/write/layout.ts';

function configMap(name: string, text = 'a'): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'users' }, data: { text } };
}

/** All of an application in one file, as synth writes it. */
function inOneFile(...objects: readonly KubernetesObject[]): ReadonlyMap<string, string> {
  const origin = { construct: 'users', source: () => undefined };
  return layoutFiles(
    objects.map((object) => ({ object, application: 'users', origin })),
    { files: 'application' },
  ).files;
}

const never = () => false;

test('documents that are the same are counted and not read, whatever their texts end with', () => {
  const kept = [configMap('a', 'one\n\n'), configMap('b', '---\n'), configMap('c', '#\n---\nx: y\n')];

  const placed = placeObjects(inOneFile(...kept, configMap('d')), inOneFile(...kept, configMap('e')), never);

  expect(placed.before).toEqual([{ application: 'users', object: configMap('d') }]);
  expect(placed.after).toEqual([{ application: 'users', object: configMap('e') }]);
  expect(placed.unchanged).toEqual(new Map([['users', 3]]));
});

test('what is wanted is read on both sides, though it is the same', () => {
  const files = inOneFile(configMap('a'), configMap('b'));

  const placed = placeObjects(files, files, (text) => text.includes('name: b'));

  expect(placed.before).toEqual([{ application: 'users', object: configMap('b') }]);
  expect(placed.after).toEqual(placed.before);
  expect(placed.unchanged).toEqual(new Map([['users', 1]]));
});

test('what others wrote is read as Kubernetes reads it: lists are what they hold, and what is no object is passed over', () => {
  const list = `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: users }, data: { text: a } }
---
resources: [a.yaml]
---
just a text
`;

  const placed = placeObjects(new Map([['a.yaml', list]]), new Map(), never);

  expect(placed.before).toEqual([{ application: '', object: configMap('a') }]);
});

test('a file of ours that somebody edited is read all the same', () => {
  const [[file, text] = ['', '']] = inOneFile(configMap('a'), configMap('b'));
  const edited = text.replace('namespace: users', 'namespace:   "users" # by hand');

  expect(placeObjects(new Map([[file, edited]]), new Map(), never).before).toEqual([
    { application: 'users', object: configMap('a') },
    { application: 'users', object: configMap('b') },
  ]);
});
