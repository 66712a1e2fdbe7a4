import { expect, test } from 'vitest';
import { isBase64, isDateTime, isMicroTime, isQuantity } from '../../lib/schema/text-format.ts';

test.each([
  ['', true],
  ['YQ==', true],
  ['YWJj\nYWJj\n', true],
  ['YQ=', false],
  ['YQ', false],
  ['Y-_=', false],
  ['YW Jj', false],
  ['=YQ=', false],
])('%j is base64: %s', (text, expected) => {
  expect(isBase64(text)).toBe(expected);
});

test.each([
  ['2026-01-31T12:00:00Z', true],
  ['2026-01-31T12:00:00.123456789+02:00', true],
  ['2024-02-29T00:00:00Z', true],
  ['2026-02-29T00:00:00Z', false],
  ['2026-13-01T00:00:00Z', false],
  ['2026-01-31', false],
  ['2026-01-31 12:00:00Z', false],
  ['2026-01-31T24:00:00Z', false],
  ['2026-01-31t12:00:00z', false],
  ['', false],
])('%j is a time: %s', (text, expected) => {
  expect(isDateTime(text)).toBe(expected);
});

test('a time of a Lease or an Event has six digits of a second', () => {
  expect(isMicroTime('2026-01-31T12:00:00.000000Z')).toBe(true);
  expect(isMicroTime('2026-01-31T12:00:00Z')).toBe(false);
});

test.each([
  ['0', true],
  ['100m', true],
  ['1.5Gi', true],
  ['.5', true],
  ['5.', true],
  ['+1', true],
  ['-1', true],
  ['1e3', true],
  ['1E', true],
  [' 1', true],
  ['', false],
  ['1 Gi', false],
  ['1gb', false],
  ['1K', false],
  ['0x10', false],
  ['e3', false],
  ['1Zi', false],
])('%j is a quantity: %s', (text, expected) => {
  expect(isQuantity(text)).toBe(expected);
});
