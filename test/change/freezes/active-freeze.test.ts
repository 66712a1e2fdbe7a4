import { expect, test } from 'vitest';
import { activeFreeze, nextFreezeStart, periodOf } from '../../../lib/change/freezes/active-freeze.ts';
import { policyOf } from '../../../lib/change/policy.ts';

const christmas = {
  from: '2026-12-20T00:00',
  until: '2027-01-02T00:00',
  timeZone: 'Europe/Berlin',
  reason: 'Christmas',
};
const audit = { from: '2026-12-30T00:00', until: '2027-01-10T00:00', reason: 'audit' };
const policy = policyOf({ name: 'production', freezes: [christmas, audit] });

function reasonAt(time: string, overrides: Parameters<typeof activeFreeze>[2] = [], application?: string) {
  return activeFreeze(policy, new Date(time), overrides, application)?.reason;
}

test.each([
  ['2026-12-19T22:59:59.999Z', undefined],
  ['2026-12-19T23:00:00Z', 'Christmas'],
  ['2026-12-29T23:59:59Z', 'Christmas'],
  ['2027-01-09T23:59:59Z', 'audit'],
  ['2027-01-10T00:00:00Z', undefined],
])('at %s the freeze is %s', (time, reason) => {
  expect(reasonAt(time)).toBe(reason);
});

test('of two freezes the one that ends last is told', () => {
  expect(reasonAt('2026-12-31T00:00:00Z')).toBe('audit');
});

test('an override lets one application through, until it ends', () => {
  const overrides = [{ application: 'users', until: new Date('2026-12-24T12:00Z'), reason: 'CVE' }];

  expect(reasonAt('2026-12-24T11:59:59Z', overrides, 'users')).toBeUndefined();
  expect(reasonAt('2026-12-24T12:00:00Z', overrides, 'users')).toBe('Christmas');
  expect(reasonAt('2026-12-24T11:59:59Z', overrides, 'comments')).toBe('Christmas');
  expect(reasonAt('2026-12-24T11:59:59Z', overrides)).toBe('Christmas');
});

test('an override without an application lets all through', () => {
  const overrides = [{ until: new Date('2026-12-24T12:00Z'), reason: 'CVE' }];

  expect(reasonAt('2026-12-24T00:00:00Z', overrides)).toBeUndefined();
  expect(reasonAt('2026-12-24T00:00:00Z', overrides, 'users')).toBeUndefined();
});

test('a freeze over times that clocks show twice, or never, is as long as it can be', () => {
  const period = (from: string, until: string) =>
    Object.values(periodOf({ from, until, timeZone: 'Europe/Berlin', reason: 'x' })).map((one: Date) =>
      one.toISOString(),
    );

  expect(period('2026-10-25T02:00', '2026-10-25T02:30')).toEqual([
    '2026-10-25T00:00:00.000Z',
    '2026-10-25T01:30:00.000Z',
  ]);
  expect(period('2026-03-29T02:10', '2026-03-29T03:00')).toEqual([
    '2026-03-29T01:00:00.000Z',
    '2026-03-29T01:00:00.000Z',
  ]);
});

test('the next start is the first one that is still to come', () => {
  const next = (time: string) => nextFreezeStart(policy, new Date(time))?.toISOString();

  expect(next('2026-01-01T00:00Z')).toBe('2026-12-19T23:00:00.000Z');
  expect(next('2026-12-19T23:00:00Z')).toBe('2026-12-30T00:00:00.000Z');
  expect(next('2027-01-01T00:00Z')).toBeUndefined();
});
