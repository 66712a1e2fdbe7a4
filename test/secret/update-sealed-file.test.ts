import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SealTarget } from '../../lib/secret/seal.ts';
import type { SealedFile } from '../../lib/secret/sealed-file.ts';
import { lostKeys, updateSealedFile } from '../../lib/secret/update-sealed-file.ts';

const STRICT: SealTarget = { scope: 'strict', namespace: 'users', name: 'users-database' };

function sealOf(sealed: string) {
  return { sealed, certificate: 'c' };
}

function set(current: SealedFile | undefined, keys: Readonly<Record<string, string>>, more: Partial<SealTarget> = {}) {
  const seals = new Map(Object.entries(keys).map(([key, sealed]) => [key, sealOf(sealed)]));
  return updateSealedFile(current, { target: { ...STRICT, ...more }, seals, id: 'one', sameValue: false });
}

function setSame(current: SealedFile, keys: Readonly<Record<string, string>>): SealedFile {
  const seals = new Map(Object.entries(keys).map(([key, sealed]) => [key, sealOf(sealed)]));
  return updateSealedFile(current, { target: STRICT, seals, id: 'two', sameValue: true });
}

test('the first value is of generation 1, and was nothing before', () => {
  expect(set(undefined, { password: 'one' })).toEqual({
    ...STRICT,
    generation: 1,
    change: 'one',
    keys: { password: sealOf('one') },
  });
});

test('each change raises the generation and keeps what the key was before', () => {
  const file = set(set(set(undefined, { password: 'one' }), { password: 'two' }), { password: 'three' });

  expect(file).toEqual({
    ...STRICT,
    generation: 3,
    change: 'one',
    keys: {
      password: {
        ...sealOf('three'),
        previous: [
          { until: 2, ...sealOf('two') },
          { until: 1, ...sealOf('one') },
        ],
      },
    },
  });
});

test('other keys stay as they are', () => {
  const before = set(undefined, { user: 'u', password: 'one' });

  expect(set(before, { password: 'two' }).keys['user']).toEqual(before.keys['user']);
});

test('former values of all keys are forgotten two generations later', () => {
  const first = set(set(undefined, { a: 'a1', b: 'b1' }), { a: 'a2' });

  const later = set(set(first, { b: 'b2' }), { b: 'b3' });

  expect(later.generation).toBe(4);
  expect(later.keys['a']).toEqual(sealOf('a2'));
  expect(later.keys['b']).toEqual({
    ...sealOf('b3'),
    previous: [
      { until: 3, ...sealOf('b2') },
      { until: 2, ...sealOf('b1') },
    ],
  });
});

test('the same value raises nothing, and needs no former one', () => {
  const before = set(set(undefined, { a: 'a1', b: 'b1' }), { a: 'a2', b: 'b2' });

  const after = setSame(before, { a: 'again' });

  expect(after).toMatchObject({ generation: 2, change: 'one' });
  expect(after.keys['a']).toEqual(sealOf('again'));
  expect(after.keys['b']).toEqual(before.keys['b']);
});

test.each<[string, Partial<SealTarget>]>([
  ['scope', { scope: 'namespace-wide' }],
  ['namespace', { namespace: 'identity' }],
  ['name', { name: 'people-database' }],
])('seals for another %s would not open, so nothing of before is kept', (_, other) => {
  const before = set(set(undefined, { a: 'a1', b: 'b1' }), { a: 'a2' });

  const after = set(before, { a: 'a3' }, other);

  expect(lostKeys(before, { ...STRICT, ...other }, ['a'])).toEqual(['b']);
  expect(lostKeys(before, { ...STRICT, ...other }, ['a', 'b', 'c'])).toEqual([]);
  expect(after).toEqual({ ...STRICT, ...other, generation: 3, change: 'one', keys: { a: sealOf('a3') } });
});

test('a cluster-wide seal opens everywhere', () => {
  const wide = { scope: 'cluster-wide' } as const;
  const before = set(undefined, { a: 'a1', b: 'b1' }, wide);

  const after = set(before, { a: 'a2' }, { ...wide, namespace: 'identity' });

  expect(lostKeys(before, { ...STRICT, ...wide, namespace: 'identity' }, ['a'])).toEqual([]);
  expect(after).toMatchObject({ namespace: 'identity', keys: { b: sealOf('b1') } });
});

test('a key may have any name that a Secret allows', () => {
  const file = set(set(undefined, JSON.parse('{ "__proto__": "one" }')), { constructor: 'two' });

  expect(Object.keys(file.keys)).toEqual(['__proto__', 'constructor']);
});

test('after any changes former values are of the last generations, newest first', () => {
  const change = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constant('x'), { minKeys: 1 });

  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      let file: SealedFile | undefined;
      for (const keys of changes) file = set(file, keys);

      expect(file?.generation).toBe(changes.length);
      for (const { previous = [] } of Object.values(file?.keys ?? {})) {
        const generations = previous.map(({ until }) => until);
        expect(generations).toEqual(generations.toSorted((one, other) => other - one));
        for (const until of generations) expect(until).toBeGreaterThanOrEqual(changes.length - 2);
        for (const until of generations) expect(until).toBeLessThan(changes.length);
      }
    }),
  );
});
