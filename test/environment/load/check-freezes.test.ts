import { expect, test } from 'vitest';
import { freezesOf, gatesOf } from '../../../lib/environment/load/check-freezes.ts';

const christmas = {
  from: '2026-12-20T00:00',
  until: '2027-01-02T00:00',
  timeZone: 'Europe/Berlin',
  reason: 'Christmas',
};

test.each<[string, unknown]>([
  ['none', undefined],
  ['an empty list', []],
  ['all keys', [christmas]],
  ['no time zone', [{ ...christmas, timeZone: undefined }]],
  ['a leap day', [{ ...christmas, from: '2028-02-29T00:00', until: '2028-03-01T00:00' }]],
  ['a year', [{ ...christmas, from: '2026-01-01T00:00', until: '2027-01-01T00:00' }]],
  ...['UTC', 'Etc/GMT+5', 'US/Eastern', 'Asia/Calcutta', 'America/Port-au-Prince', 'Africa/Dar_es_Salaam', 'CET'].map(
    (timeZone): [string, unknown] => [timeZone, [{ ...christmas, timeZone }]],
  ),
])('%s is fine', (_, freezes) => {
  expect(freezesOf(freezes)).toBeUndefined();
});

test.each<[string, unknown, string]>([
  ['no list', christmas, 'Use an array: ['],
  ['no object', [christmas, 'x'], 'Item 2: use an object with from, until and reason.'],
  [
    'an unknown key',
    [{ ...christmas, zone: 'UTC' }],
    'Item 1: zone is no key of it. There are: from, until, timeZone, reason.',
  ],
  [
    'a day alone',
    [{ ...christmas, from: '2026-12-20' }],
    'Item 1: from is "2026-12-20". Use a day and a time without a zone',
  ],
  ['a zone in a time', [{ ...christmas, until: '2027-01-02T00:00Z' }], 'Item 1: until is "2027-01-02T00:00Z".'],
  ['a day that no calendar has', [{ ...christmas, from: '2026-02-30T00:00' }], 'Item 1: from is "2026-02-30T00:00".'],
  ['no end', [{ ...christmas, until: undefined }], 'Item 1: until is undefined.'],
  [
    'an end before the start',
    [{ ...christmas, until: christmas.from }],
    'Item 1: until is not after from. Use a later time.',
  ],
  [
    'more than a year',
    [{ ...christmas, until: '2027-12-20T00:01' }],
    'Item 1: until is more than 365 days after from.',
  ],
  ['no reason', [{ ...christmas, reason: ' ' }], 'Item 1: reason is missing. Say why, for whoever is refused.'],
  ...['Berlin', 'europe/berlin', 'utc', '+01:00', '', 7, 'Mars/Olympus'].map((timeZone): [string, unknown, string] => [
    `time zone ${timeZone}`,
    [{ ...christmas, timeZone }],
    `Item 1: timeZone is ${JSON.stringify(timeZone)}. Use a name of the IANA database, such as 'Europe/Berlin', or 'UTC'.`,
  ]),
])('%s is told with what is right', (_, freezes, message) => {
  expect(freezesOf(freezes)).toContain(message);
});

test('gates are true, false or nothing', () => {
  expect([undefined, {}, { deployed: true }, { deployed: undefined }].map(gatesOf)).toEqual(Array(4).fill(undefined));
  expect([true, [], { deployed: 'yes' }, { healthy: true }].map(gatesOf)).toEqual(
    Array(4).fill('Use { deployed: true }.'),
  );
});
