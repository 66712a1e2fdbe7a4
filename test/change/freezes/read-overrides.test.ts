import { expect, test } from 'vitest';
import { overridesFile, readOverrides } from '../../../lib/change/freezes/read-overrides.ts';

const FILE = overridesFile('production');

test('overrides are read', () => {
  const text =
    '[{ "application": "users", "until": "2026-12-24", "reason": "CVE" }, { "until": "2026-12-24T10:00Z", "reason": "all" }]';

  expect(readOverrides(text, FILE)).toEqual([
    { application: 'users', until: new Date('2026-12-24T00:00Z'), reason: 'CVE' },
    { until: new Date('2026-12-24T10:00Z'), reason: 'all' },
  ]);
  expect(readOverrides('[]', FILE)).toEqual([]);
});

test('every mistake is told with its path and value', () => {
  const text =
    '[{ "app": "users", "until": "tomorrow" }, 7, { "application": "", "until": "2026-12-24", "reason": " " }]';

  expect(() => readOverrides(text, FILE)).toThrow(
    `environments/production/freeze-overrides.json: [0].app is no key of it. There are: application, until, reason.
environments/production/freeze-overrides.json: [0].until is "tomorrow". Use a day, which is its beginning in UTC, or a time in UTC: '2026-12-24' or '2026-12-24T10:00Z'.
environments/production/freeze-overrides.json: [0].reason is missing. Say why, for whoever reviews it.
environments/production/freeze-overrides.json: [1] is 7. Use an object: { … }.
environments/production/freeze-overrides.json: [2].application is "". Use the name of an application, or leave it out for all.
environments/production/freeze-overrides.json: [2].reason is " ". Say why, for whoever reviews it.`,
  );
});

test('what is no list says so', () => {
  expect(() => readOverrides('{}', FILE)).toThrow(
    'environments/production/freeze-overrides.json: the content is {}. Use a list: [{ "until": "2026-12-24", "reason": "…" }].',
  );
});
