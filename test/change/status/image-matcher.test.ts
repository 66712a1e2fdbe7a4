import { expect, test } from 'vitest';
import { imageMatcher } from '../../../lib/change/status/image-matcher.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const IMAGE = `registry.example:5000/acme/users-api:1.4.2@${DIGEST}`;

test.each([
  IMAGE,
  'registry.example:5000/acme/users-api',
  'registry.example:5000/acme/users-api:1.4.2',
  'acme/users-api',
  'users-api',
  'users-api:1.4.2',
  DIGEST,
  'sha256:0123',
  'cdef0123',
])('%s asks for it', (asked) => {
  expect(imageMatcher(asked)(IMAGE)).toBe(true);
});

test.each(['api', 'users-ap', 'users-api:1.4', '1.4.2', 'registry.example', '012', 'sha256:', 'ffff'])(
  '%s does not',
  (asked) => {
    expect(imageMatcher(asked)(IMAGE)).toBe(false);
  },
);

test('a registry with a port is no tag', () => {
  expect(imageMatcher('registry.example:5000/users')('registry.example:5000/users')).toBe(true);
});
