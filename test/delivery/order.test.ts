import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCycle, levelsOf } from '../../lib/delivery/order.ts';
import type { RenderedApplication } from '../../lib/manifest/rendered-environment.ts';

type Requires = Readonly<Record<string, readonly string[]>>;

function applications(requires: Requires): readonly RenderedApplication[] {
  const origin = { construct: '', source: () => undefined };
  return Object.entries(requires).map(([name, required]) => ({
    name,
    namespace: name,
    namespaces: [name],
    hasFolder: true,
    requires: required,
    origin,
  }));
}

function levels(requires: Requires): Readonly<Record<string, number>> {
  const found = levelsOf(applications(requires));
  return Object.fromEntries(Object.keys(requires).map((name) => [name, found.get(name) ?? 0]));
}

test.each<[string, Requires, Readonly<Record<string, number>>]>([
  ['nobody requires', { a: [], b: [] }, { a: 0, b: 0 }],
  ['one waits for another', { a: ['b'], b: [] }, { a: 0, b: 1 }],
  ['a chain', { a: ['b'], b: ['c'], c: [] }, { a: 0, b: 1, c: 2 }],
  ['a short and a long way', { a: ['b', 'c'], b: ['c'], c: [], d: ['c'] }, { a: 0, b: 1, c: 2, d: 0 }],
])('what is required is as many steps ahead as wait for it: %s', (_, requires, expected) => {
  expect(levels(requires)).toEqual(expected);
  expect(findCycle(applications(requires))).toBeUndefined();
});

test.each<[string, Requires, readonly string[]]>([
  ['itself', { a: ['a'] }, ['a', 'a']],
  ['two', { users: ['comments'], comments: ['users'] }, ['users', 'comments', 'users']],
  ['three behind another', { x: ['a'], a: ['b'], b: ['c'], c: ['a'] }, ['a', 'b', 'c', 'a']],
])('a cycle is found, and has levels all the same: %s', (_, requires, cycle) => {
  expect(findCycle(applications(requires))).toEqual(cycle);
  expect(Object.keys(levels(requires))).toEqual(Object.keys(requires));
});

test('without a cycle, whoever requires is later than what it requires, in any order of the applications', () => {
  const acyclic = fc
    .uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 8 })
    .chain((names) =>
      fc.tuple(
        fc.tuple(...names.map((_, index) => fc.subarray(names.slice(0, index)))),
        fc.shuffledSubarray([...names.keys()], { minLength: names.length }),
        fc.constant(names),
      ),
    )
    .map(([required, order, names]) =>
      Object.fromEntries(order.map((index) => [names[index] ?? '', required[index] ?? []])),
    );

  fc.assert(
    fc.property(acyclic, (requires) => {
      const found = levels(requires);

      expect(findCycle(applications(requires))).toBeUndefined();
      for (const [name, required] of Object.entries(requires))
        for (const one of required) expect(found[one]).toBeGreaterThan(found[name] ?? 0);
    }),
  );
});

test('a long chain is no burden', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `a${index}`);
  const chain = Object.fromEntries(names.map((name, index) => [name, names.slice(index + 1, index + 2)]));

  expect(levels(chain)['a999']).toBe(999);
  expect(findCycle(applications(chain))).toBeUndefined();
});
