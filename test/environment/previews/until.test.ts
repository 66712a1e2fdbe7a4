import { expect, test } from 'vitest';
import { tryUntil } from '../../../lib/environment/previews/until.ts';

test.each([
  ['2026-12-24', '2026-12-24T00:00:00.000Z'],
  ['2026-12-24T10:00Z', '2026-12-24T10:00:00.000Z'],
  ['2026-12-24T10:00+01:00', '2026-12-24T09:00:00.000Z'],
  ['2026-12-24T10:00:30.5-05:30', '2026-12-24T15:30:30.500Z'],
])('%s is a moment', (text, moment) => {
  expect(tryUntil(text)?.toISOString()).toBe(moment);
});

test.each([
  '',
  'tomorrow',
  '2026-12',
  '2026-02-30',
  '2026-12-24T10:00',
  '2026-02-30T10:00Z',
  '2026-12-24T25:00Z',
  '2026-12-24T10:00+99:00',
  7,
  undefined,
])('%s is none', (text) => {
  expect(tryUntil(text)).toBeUndefined();
});
