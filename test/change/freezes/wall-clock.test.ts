import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whenShown } from '../../../lib/change/freezes/wall-clock.ts';

function shown(time: string, timeZone: string): readonly string[] {
  const { first, last } = whenShown(time, timeZone);
  return [...new Set([first, last])].map((instant) => new Date(instant).toISOString());
}

test.each([
  ['UTC', '2026-12-20T00:00', '2026-12-20T00:00:00.000Z'],
  ['Europe/Berlin', '2026-12-20T00:00', '2026-12-19T23:00:00.000Z'],
  ['Europe/Berlin', '2026-07-20T00:00', '2026-07-19T22:00:00.000Z'],
  ['America/New_York', '2026-12-20T09:30', '2026-12-20T14:30:00.000Z'],
  ['Asia/Kathmandu', '2026-12-20T00:00', '2026-12-19T18:15:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00:00.000Z'],
  ['Pacific/Pago_Pago', '2026-01-01T00:00', '2026-01-01T11:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-01-01T00:00', '2025-12-31T13:00:00.000Z'],
])('clocks of %s show %s once', (timeZone, time, instant) => {
  expect(shown(time, timeZone)).toEqual([instant]);
});

test.each([
  ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
  ['America/New_York', '2026-03-08T02:59', '2026-03-08T07:00:00.000Z'],
  // Half an hour, and a whole day.
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00.000Z'],
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z'],
  // At midnight.
  ['Africa/Cairo', '2026-04-24T00:30', '2026-04-23T22:00:00.000Z'],
])('a time that clocks of %s leave out, %s, is when they jump over it', (timeZone, time, instant) => {
  expect(shown(time, timeZone)).toEqual([instant]);
});

test.each([
  ['Europe/Berlin', '2026-10-25T02:30', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
  ['Europe/Berlin', '2026-10-25T02:00', ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z']],
  ['Europe/Berlin', '2026-10-25T03:00', ['2026-10-25T02:00:00.000Z']],
  ['America/New_York', '2026-11-01T01:00', ['2026-11-01T05:00:00.000Z', '2026-11-01T06:00:00.000Z']],
  ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z']],
])('clocks of %s show %s at %j', (timeZone, time, instants) => {
  expect(shown(time, timeZone)).toEqual(instants);
});

test('whatever a clock of any zone shows at a moment, that moment is among those at which it is shown', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const minute = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });

  fc.assert(
    fc.property(fc.constantFrom(...zones), minute, (timeZone, minutes) => {
      const instant = minutes * 60_000;
      const { first, last } = whenShown(clockOf(timeZone, instant), timeZone);

      expect([first, last]).toContain(instant);
    }),
    { numRuns: 300 },
  );
});

/** In Swedish, whose dates are those of ISO 8601. */
function clockOf(timeZone: string, instant: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(instant).replace(' ', 'T');
}
