import { expect, test } from 'vitest';
import { untilOf } from '../../../lib/change/preview/until-of.ts';

const now = new Date('2026-12-01T12:30:45Z');

test.each([
  ['7d', '2026-12-09'],
  ['1d', '2026-12-03'],
  ['12h', '2026-12-02T00:30Z'],
  ['2026-12-24', '2026-12-24'],
  ['2026-12-01T13:00+00:00', '2026-12-01T13:00+00:00'],
])('%s is %s', (text, until) => {
  expect(untilOf(text, now)).toBe(until);
});

test('days from the beginning of a day are whole', () => {
  expect(untilOf('7d', new Date('2026-12-01T00:00Z'))).toBe('2026-12-08');
});

test.each(['', '0d', '7w', 'tomorrow', '2026-02-30'])("'%s' is refused", (text) => {
  expect(() => untilOf(text, now)).toThrow(
    `--until is '${text}'. Use a day, which is its beginning in UTC, or a time with its zone: '2026-12-24' or '2026-12-24T10:00+01:00'. Or say how long: '7d', '12h'.`,
  );
});

test('the past is refused', () => {
  expect(() => untilOf('2026-12-01', now)).toThrow(
    "--until is '2026-12-01', the beginning of which in UTC is in the past. Use a later time.",
  );
  expect(() => untilOf('2026-12-01T13:30+01:00', now)).toThrow(
    "--until is '2026-12-01T13:30+01:00', which is in the past. Use a later time.",
  );
});
