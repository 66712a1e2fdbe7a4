import { expect, test } from 'vitest';
import { isMeant, referenceOf, tryParseReference } from '../../../lib/change/guard/object-reference.ts';
import type { PlacedObject } from '../../../lib/change/guard/placed-object.ts';

const DATABASE: PlacedObject = {
  application: 'users',
  object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'users-db', namespace: 'users' } },
};
const NAMESPACE: PlacedObject = {
  application: 'delivery',
  object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'users' } },
};

test.each<[string, boolean]>([
  ['StatefulSet/users-db', true],
  ['StatefulSet.apps/users-db', true],
  ['StatefulSet/users/users-db', true],
  ['StatefulSet.apps/users/users-db', true],
  ['StatefulSet.example.com/users/users-db', false],
  ['StatefulSet/other/users-db', false],
  ['Deployment/users-db', false],
])('%s names the StatefulSet users/users-db: %s', (text, is) => {
  const reference = tryParseReference(text);

  expect(reference !== undefined && isMeant(reference, DATABASE)).toBe(is);
});

test('what a refusal prints names the object and no other', () => {
  expect(referenceOf(DATABASE)).toBe('StatefulSet.apps/users/users-db');
  expect(referenceOf(NAMESPACE)).toBe('Namespace/users');
  for (const placed of [DATABASE, NAMESPACE]) {
    const reference = tryParseReference(referenceOf(placed));
    expect(reference !== undefined && isMeant(reference, placed)).toBe(true);
  }
});

test.each(['', 'users-db', 'statefulset/users-db', 'StatefulSet/', '/users-db', 'StatefulSet//a', 'A/b/c/d', 'A/b c'])(
  '%j is no reference',
  (text) => {
    expect(tryParseReference(text)).toBeUndefined();
  },
);
