import { expect, test } from 'vitest';
import { showMoment, tryMoment } from '../../../lib/change/freezes/moment.ts';

test.each([
  ['2026-12-24', '2026-12-24T00:00:00.000Z'],
  ['2026-12-24T10:00Z', '2026-12-24T10:00:00.000Z'],
  ['2026-12-24T10:00:30Z', '2026-12-24T10:00:30.000Z'],
  ['2026-12-24T10:00:30.500Z', '2026-12-24T10:00:30.500Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(tryMoment(text)?.toISOString()).toBe(instant);
});

test.each([
  '2026-02-30',
  '2026-02-30T10:00Z',
  '2027-02-29',
  '2026-13-01',
  '2026-12-24T10:00',
  '2026-12-24T10:00+01:00',
  '2026-12-24T24:00Z',
  '24.12.2026',
  'tomorrow',
  '',
  20_261_224,
  undefined,
])('%j is no moment', (text) => {
  expect(tryMoment(text)).toBeUndefined();
});

test('a moment is shown to the minute, the beginning of a day as the day', () => {
  expect(showMoment(new Date('2026-12-24'))).toBe('2026-12-24');
  expect(showMoment(new Date('2026-12-24T10:05:59Z'))).toBe('2026-12-24 10:05 UTC');
});
