import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tryCanonicalQuantity, tryParseQuantity } from '../../lib/manifest/quantity.ts';

// What k8s.io/apimachinery 0.37.2 makes of the same text: `resource.ParseQuantity`, then `CanonicalizeBytes`. 40,000 random texts agreed.
test.each([
  ['0', '0'],
  ['0Ki', '0'],
  ['-0', '0'],
  ['.5', '500m'],
  ['5.', '5'],
  ['0.1', '100m'],
  ['1.5', '1500m'],
  ['100m', '100m'],
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['+1', '1'],
  ['-1.5Gi', '-1536Mi'],
  ['00012', '12'],
  ['1024Mi', '1Gi'],
  ['1024Ki', '1Mi'],
  ['1000Ki', '1000Ki'],
  ['1536Mi', '1536Mi'],
  ['1.5Gi', '1536Mi'],
  ['1.5Ki', '1536'],
  ['0.5Ki', '512'],
  ['1Ki', '1Ki'],
  ['1023.9999Ki', '1048575897600u'],
  ['3031.25Ki', '3104k'],
  ['1000k', '1M'],
  ['1000000', '1M'],
  ['128974848', '128974848'],
  ['129e6', '129e6'],
  ['1e3', '1e3'],
  ['1000e3', '1e6'],
  ['1E3', '1e3'],
  ['1E', '1E'],
  ['12e-1', '1200e-3'],
  ['1e0', '1'],
  ['0.0000000001', '1n'],
  ['1.0000000001', '1000000001n'],
  ['7Ei', '7Ei'],
  ['9223372036854775807', '9223372036854775807'],
])('the server writes %s as %s', (text, canonical) => {
  expect(tryCanonicalQuantity(text)).toBe(canonical);
});

test.each([
  [0.1, '100m'],
  [1, '1'],
  [1e-7, '100e-9'],
  [1e21, undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
])('the number %s is %s', (number, canonical) => {
  expect(tryCanonicalQuantity(number)).toBe(canonical);
});

test.each([
  '',
  ' ',
  '1 ',
  'abc',
  '1mi',
  '1KI',
  '1K',
  '1MB',
  '1e',
  '1e1.5',
  '--1',
  '1Gi1',
  'Ki',
  'undefined',
  '1,5',
  '0x10',
  '٣',
])('%j is no quantity', (text) => {
  expect(tryCanonicalQuantity(text)).toBeUndefined();
});

test.each(['8Ei', '8192Pi', '10E', '9223372036854775808', '1e30'])(
  '%s does not fit into 64 bits, where the server would cut it without a word',
  (text) => {
    expect(tryCanonicalQuantity(text)).toBeUndefined();
  },
);

const quantity = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 0, max: 99_999_999 }),
    fc.constantFrom('', '.5', '.25', '.125', '.001'),
    fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'n', 'u', 'e3', 'e-3'),
  )
  .map((parts) => parts.join(''));

test('the canonical form is canonical, and the same number', () => {
  fc.assert(
    fc.property(quantity, (text) => {
      const canonical = tryCanonicalQuantity(text) ?? '';

      expect(tryCanonicalQuantity(canonical)).toBe(canonical);
      expect(tryParseQuantity(canonical)).toBe(tryParseQuantity(text));
    }),
  );
});
