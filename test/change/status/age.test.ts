import { expect, test } from 'vitest';
import { ageOf } from '../../../lib/change/status/age.ts';

test.each([
  [-5, '0 min'],
  [59_000, '0 min'],
  [90 * 60_000, '90 min'],
  [120 * 60_000, '2 h'],
  [47 * 3_600_000, '47 h'],
  [48 * 3_600_000, '2 d'],
  [400 * 86_400_000, '400 d'],
])('%i milliseconds are %s', (milliseconds, age) => {
  expect(ageOf(milliseconds)).toBe(age);
});
