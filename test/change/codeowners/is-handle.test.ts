import { expect, test } from 'vitest';
import { isHandle } from '../../../lib/change/codeowners/is-handle.ts';

test.each(['@ada', '@acme/payments', '@acme/platform/people', '@@developer', 'ada@example.com'])(
  '%s is somebody',
  (text) => {
    expect(isHandle(text)).toBe(true);
  },
);

test.each(['', 'team-identity', '@', '@a b', 'a b@c', '@a #b', '#@a', 'ada@'])('%j is nobody', (text) => {
  expect(isHandle(text)).toBe(false);
});
