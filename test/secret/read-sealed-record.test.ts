import { expect, test } from 'vitest';
import { readSealedFile } from '../../lib/environment/data/read-sealed-file.ts';
import { renderSealedFile } from '../../lib/secret/render-sealed-file.ts';
import { seal } from '../../lib/secret/seal.ts';
import type { SealedFile } from '../../lib/secret/sealed-file.ts';
import { rsaKeys } from './make-certificate.ts';

const FILE = 'environments/production/secrets/users/database.json';
const SEALED = seal(Buffer.from('hunter2'), { scope: 'strict', namespace: 'users', name: 'n' }, rsaKeys().publicKey);
const CERTIFICATE = 'ab'.repeat(32);
const KEY = { sealed: SEALED, certificate: CERTIFICATE };
const CONTENT = {
  scope: 'strict',
  namespace: 'users',
  name: 'users-database',
  generation: 4,
  change: '5f2c9e01',
  keys: {
    user: {
      ...KEY,
      previous: [
        { until: 3, ...KEY },
        { until: 2, ...KEY },
      ],
    },
    password: KEY,
  },
} satisfies SealedFile;

test('what was written is read', () => {
  expect(readSealedFile(renderSealedFile(CONTENT), FILE)).toEqual(CONTENT);
});

test('keys are written sorted, with two spaces and line feeds', () => {
  const text = renderSealedFile({ ...CONTENT, keys: { b: { certificate: CERTIFICATE, sealed: 'Ag' }, a: KEY } });

  expect(text.replaceAll(SEALED, 'Ag').replaceAll(CERTIFICATE, 'ab')).toBe(`{
  "scope": "strict",
  "namespace": "users",
  "name": "users-database",
  "generation": 4,
  "change": "5f2c9e01",
  "keys": {
    "a": {
      "sealed": "Ag",
      "certificate": "ab"
    },
    "b": {
      "sealed": "Ag",
      "certificate": "ab"
    }
  }
}
`);
});

test.each<[string, unknown, string]>([
  ['a list', [], 'the content is no object'],
  ['an unknown field', { ...CONTENT, generations: 3 }, 'generations is no key of it. Did you mean generation?'],
  [
    'another scope',
    { ...CONTENT, scope: 'loose' },
    'scope is "loose". Use one of: strict, namespace-wide, cluster-wide.',
  ],
  ['no namespace', { ...CONTENT, namespace: undefined }, 'namespace is undefined. Use what it was sealed for.'],
  ['an empty name', { ...CONTENT, name: '' }, 'name is "". Use what it was sealed for.'],
  ['generation 0', { ...CONTENT, generation: 0 }, 'generation is 0. Use a whole number, 1 or more.'],
  ['a generation as text', { ...CONTENT, generation: '4' }, 'generation is "4".'],
  ['half a generation', { ...CONTENT, generation: 1.5 }, 'generation is 1.5.'],
  ['a change as a number', { ...CONTENT, change: 7 }, 'change is 7. Leave it as it was written.'],
  ['no keys', { ...CONTENT, keys: undefined }, 'keys is no object: { … }.'],
  ['a key with a space', { ...CONTENT, keys: { 'a b': KEY } }, '"a b" cannot be a key of a Secret. Use letters'],
  ['a value in the clear', { ...CONTENT, keys: { a: 'hunter2' } }, 'keys.a is no object: { … }.'],
  ['a value for a seal', { ...CONTENT, keys: { a: { ...KEY, sealed: 'hunter2' } } }, 'keys.a.sealed is no base64.'],
  ['a number for a seal', { ...CONTENT, keys: { a: { ...KEY, sealed: 7 } } }, 'keys.a.sealed is no text.'],
  [
    'a seal that was cut off',
    { ...CONTENT, keys: { a: { ...KEY, sealed: SEALED.slice(0, 40) } } },
    'keys.a.sealed is no seal, or was cut off.',
  ],
  [
    'a fingerprint with capitals',
    { ...CONTENT, keys: { a: { ...KEY, certificate: CERTIFICATE.toUpperCase() } } },
    'keys.a.certificate is no fingerprint',
  ],
  [
    'an unknown field of a key',
    { ...CONTENT, keys: { a: { ...KEY, value: 'hunter2' } } },
    'keys.a.value is no key of it.',
  ],
  ['former values as an object', { ...CONTENT, keys: { a: { ...KEY, previous: {} } } }, 'keys.a.previous is no list.'],
  [
    'a former value of today',
    { ...CONTENT, keys: { a: { ...KEY, previous: [{ until: 4, ...KEY }] } } },
    'keys.a.previous[0].until is 4. Use a generation before 4: the newest is first.',
  ],
  [
    'former values in another order',
    {
      ...CONTENT,
      keys: {
        a: {
          ...KEY,
          previous: [
            { until: 2, ...KEY },
            { until: 3, ...KEY },
          ],
        },
      },
    },
    'keys.a.previous[1].until is 3. Use a generation before 2',
  ],
])('%s is refused, and no value repeated', (_, content, problem) => {
  const message = messageOf(() => readSealedFile(JSON.stringify(content), FILE));

  expect(message).toContain(`${FILE}: ${problem}`);
  expect(message).toMatch(/set the keys again with kumiki secret set\.$/);
  expect(message).not.toContain('hunter2');
  expect(message).not.toContain(SEALED.slice(0, 9));
});

test('all mistakes are told at once', () => {
  const message = messageOf(() => readSealedFile(JSON.stringify({ ...CONTENT, scope: 1, generation: -1 }), FILE));

  expect(message.split('\n')).toHaveLength(3);
});

test('what a merge left behind is told with its line', () => {
  const text = renderSealedFile(CONTENT).replace('  "generation": 4,', '<<<<<<< ours\n"generation": 4,\n=======');

  expect(() => readSealedFile(text, FILE)).toThrow(
    `${FILE}:5: a merge conflict is not resolved. Resolve it. Take one side whole`,
  );
});

test('a key that is there twice is told with its line', () => {
  const text = renderSealedFile(CONTENT).replace('"generation": 4,', '"generation": 4, "generation": 5,');

  expect(() => readSealedFile(text, FILE)).toThrow(`${FILE}:5: generation is there twice.`);
});

test.each(['{ "keys": hunter2 }', '"hunter2', 'hunter2', '{ "password": "hunter2" ,, }'])(
  '%s is no JSON, and is not repeated',
  (text) => {
    const message = messageOf(() => readSealedFile(text, FILE));

    expect(message).toMatch(/database\.json(?::1)?: is no JSON\. Mend it, or take the file from an earlier commit\.$/);
  },
);

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}
