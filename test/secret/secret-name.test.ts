import { expect, test } from 'vitest';
import { secretName, whyNoSecretKey, whyNoSecretName } from '../../lib/secret/secret-name.ts';

test.each(['database', 'a', '9a', 'oauth-2', 'a'.repeat(247)])('%s can be the name of a secret', (name) => {
  expect(whyNoSecretName('users', name)).toBeUndefined();
  expect(secretName('users', name).length).toBeLessThanOrEqual(253);
});

test.each(['', 'Database', 'a_b', 'a.b', '-a', 'a-', '../x', 'a/b', 'a b', undefined, 7])('%s cannot', (name) => {
  expect(whyNoSecretName('users', name)).toContain("Use lower-case letters, digits and '-'");
});

test('a name one too long gives the limit', () => {
  expect(whyNoSecretName('users', 'a'.repeat(248))).toBe(
    'With its application it has 254 characters, and the name of a Secret has at most 253. Shorten it.',
  );
});

test.each(['password', 'tls.key', '.dockerconfigjson', '-', 'A_b-9', 'a'.repeat(253)])('%s can be a key', (key) => {
  expect(whyNoSecretKey(key)).toBeUndefined();
});

test.each([
  ['', 'Use letters'],
  ['a b', 'Use letters'],
  ['a=b', 'Use letters'],
  ['ä', 'Use letters'],
  ['a\n', 'Use letters'],
  [undefined, 'Use letters'],
  ['.', "It may not be '.'"],
  ['..', "nor begin with '..'"],
  ['..data', "nor begin with '..'"],
  ['a'.repeat(254), 'It has 254 characters. Use at most 253.'],
])('%j cannot', (key, advice) => {
  expect(whyNoSecretKey(key)).toContain(advice);
});
