import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generationsOf, whyNoGenerations, withGenerations } from '../../../lib/constructs/secret/generations.ts';
import { KEPT_GENERATIONS, type Seal, type SealedFile } from '../../../lib/secret/sealed-file.ts';
import { updateSealedFile } from '../../../lib/secret/update-sealed-file.ts';

const TARGET = { scope: 'strict', namespace: 'users', name: 'users-database' } as const;

/** A text as long as the seal of so many bytes. */
function sealOf(bytes: number): string {
  const seal = Buffer.alloc(2 + 256 + bytes + 16);
  seal.writeUInt16BE(256);
  return seal.toString('base64');
}

function fileOf(generation: number, keys: Readonly<Record<string, number>>): SealedFile {
  const seals = Object.entries(keys).map(([key, bytes]) => [key, { sealed: sealOf(bytes), certificate: '' }] as const);
  return { ...TARGET, generation, keys: Object.fromEntries(seals) };
}

test.each([
  [1, [1]],
  [2, [2, 1]],
  [9, [9, 8, 7]],
])('in generation %s there are those of %s', (generation, expected) => {
  expect(generationsOf(fileOf(generation, { a: 10 }))).toEqual(expected);
});

const KIB = 1024;

test.each<[string, Readonly<Record<string, number>>, readonly number[]]>([
  ['a quarter of the most', { a: 200 * KIB }, [9, 8, 7]],
  ['a third', { a: 200 * KIB, b: 100 * KIB }, [9, 8]],
  ['half', { a: 450 * KIB }, [9]],
  ['more than half', { a: 520 * KIB }, []],
  [
    'many small ones, whose seals are larger than they',
    Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, 8])),
    [9, 8],
  ],
])('older generations give way first: %s', (_, keys, expected) => {
  expect(generationsOf(fileOf(9, keys))).toEqual(expected);
});

test('whatever was set when, a generation has the values that its Pods started with', () => {
  const changedKey = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(fc.array(changedKey, { minLength: 1, maxLength: 12 }), (changes) => {
      const history: Record<string, string>[] = [{}];
      let file: SealedFile | undefined;
      for (const [index, key] of changes.entries()) {
        const seals = new Map<string, Seal>([[key, { sealed: `Ag${index}`, certificate: '' }]]);
        file = updateSealedFile(file, { target: TARGET, seals, id: String(index), sameValue: false });
        history[file.generation] = { ...history[file.generation - 1], [key]: `Ag${index}` };
      }
      if (file === undefined) return;
      const all = withGenerations(file, generationsOf(file));
      for (
        let generation = Math.max(1, file.generation - KEPT_GENERATIONS);
        generation <= file.generation;
        generation++
      ) {
        for (const [key, sealed] of Object.entries(history[generation] ?? {}))
          expect(all[`${key}.${generation}`]).toBe(sealed);
      }
      expect(all).toMatchObject(history[file.generation] ?? {});
    }),
  );
});

test.each([[['a', 'b']], [['a.1']], [['a', 'a.01', 'a.b', 'a.0']], [['tls.crt', 'tls']], [['k'.repeat(251)]]])(
  'the keys %s can have generations',
  (keys) => {
    expect(whyNoGenerations(keys, 4)).toBeUndefined();
  },
);

test.each([
  [
    ['a.1', 'a'],
    "has the keys 'a' and 'a.1', and the values of 'a' by generation have such names. Call 'a.1' otherwise",
  ],
  [['k'.repeat(252)], 'with its generation has 254 characters, and 253 is the most. Shorten it'],
])('the keys %s cannot', (keys, problem) => {
  expect(whyNoGenerations(keys, 4)).toContain(problem);
});
