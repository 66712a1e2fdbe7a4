import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whyNoSeal, contentLength } from '../../lib/secret/seal-structure.ts';
import { seal, sealLabel, type SealTarget } from '../../lib/secret/seal.ts';
import { rsaKeys } from './make-certificate.ts';
import { openSeal } from './open-seal.ts';

const TARGET: SealTarget = { scope: 'strict', namespace: 'identity', name: 'users-database' };
const { publicKey, privateKey } = rsaKeys();

test.each([
  ['strict', 'identity/users-database'],
  ['namespace-wide', 'identity'],
  ['cluster-wide', ''],
] as const)('a %s seal is bound to %j', (scope, label) => {
  expect(sealLabel({ ...TARGET, scope })).toBe(label);
});

test('whatever is sealed opens to the same bytes, for its own place alone', () => {
  const scope = fc.constantFrom('strict' as const, 'namespace-wide' as const, 'cluster-wide' as const);
  const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
  const target = fc.record({ scope, namespace: name, name });

  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), target, (value, place) => {
      const sealed = seal(value, place, publicKey);

      expect(openSeal(sealed, sealLabel(place), privateKey)).toEqual(Buffer.from(value));
      expect(() => openSeal(sealed, `${sealLabel(place)}x`, privateKey)).toThrow(/oaep/i);
      expect(whyNoSeal(sealed)).toBeUndefined();
      expect(contentLength(sealed)).toBe(value.length);
    }),
    { numRuns: 40 },
  );
});

test('a value of 1 MiB is sealed', () => {
  const value = Buffer.alloc(2 ** 20, 'x');

  const sealed = seal(value, TARGET, publicKey);

  expect(openSeal(sealed, sealLabel(TARGET), privateKey).equals(value)).toBe(true);
});

test('the same value is never sealed alike', () => {
  const value = Buffer.from('hunter2');

  expect(seal(value, TARGET, publicKey)).not.toBe(seal(value, TARGET, publicKey));
});

test('the seal of another key does not open', () => {
  const sealed = seal(Buffer.from('hunter2'), TARGET, rsaKeys(2048, 'second').publicKey);

  expect(() => openSeal(sealed, sealLabel(TARGET), privateKey)).toThrow(/oaep|too large for modulus/i);
});
