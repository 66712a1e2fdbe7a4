import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchText } from '../../../lib/check/credentials/search-text.ts';

const SIZE = 2 ** 18;

function fill(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length));
}

test.each([
  'a',
  'A1',
  ' ',
  '\n',
  '\\',
  '"',
  "'",
  '{',
  '{"kty"',
  '{"kty":"RSA",',
  '{{',
  '${',
  '$(',
  '<%',
  '<a',
  '<token>',
  '__A',
  '@',
  'a.',
  'a-',
  'a:b@',
  'a://',
  'a://b:c',
  'a://b:c@d ',
  'user=a;',
  'user=a password=',
  'password=',
  'password="',
  '"password":',
  '"password":"hunter2",',
  'password: hunter2\n',
  'token ',
  '--token ',
  'name: token\n',
  'basic ',
  'authorization ',
  'curl ',
  'mysql -p ',
  'eyJ',
  'eyJ-',
  'eyJhbGciOiJIUzI1NiJ9.eyJ',
  'xoxb-',
  'sk-ant-',
  's.',
  '0/1',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----\n',
  'PuTTY-User-Key-File-2:',
  'TUlJQ1h3SUJBQUtCZ1FD',
  'QUFB\n',
  '# ',
])('a quarter of a megabyte of %j is searched in no time', (piece) => {
  // What takes quadratic time takes minutes, and a test has seconds.
  expect(searchText(fill(piece))).toBeInstanceOf(Array);
});

test('any text is searched, and lines are those of the text', () => {
  const pieces = fc.constantFrom(
    'password',
    '=',
    ':',
    ' ',
    '\n',
    '"',
    '\\',
    '{',
    '}',
    '${',
    'hunter2',
    'a://b:c@d',
    'token',
    '#',
    '-----BEGIN ',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 20 }).map((all) => all.join('')),
  );

  fc.assert(
    fc.property(texts, (text) => {
      const lines = searchText(text).map(({ line }) => line);

      expect(lines).toEqual([...new Set(lines)].toSorted((one, other) => one - other));
      expect(Math.max(0, ...lines)).toBeLessThanOrEqual(text.split('\n').length);
    }),
  );
});
