import { expect, test } from 'vitest';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import { syncWindows } from '../../../lib/delivery/argocd/sync-windows.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { deliverEnvironment, find, REPOSITORY, yamlOf } from '../deliver-environment.ts';

const christmas = {
  from: '2026-12-20T00:00',
  until: '2027-01-02T00:00',
  timeZone: 'Europe/Berlin',
  reason: 'Christmas',
};

test('a freeze is a window of the AppProject in which Argo CD syncs nothing by itself', () => {
  const outcome = deliverEnvironment({ delivery: argocd({ repository: REPOSITORY }), freezes: [christmas] });

  expect(outcome.findings).toEqual([]);
  expect(yamlOf(find(outcome, 'AppProject'))).toMatch(/  syncWindows:[\s\S]*/);
  expect(yamlOf(find(outcome, 'AppProject')).replace(/[\s\S]*(?= {2}syncWindows)/, '')).toMatchInlineSnapshot(`
    "  syncWindows:
        - applications:
            - "*"
          description: "2026-12-20T00:00 to 2027-01-02T00:00: Christmas"
          duration: "312h0m"
          kind: deny
          manualSync: true
          schedule: "0 0 20 12 *"
          timeZone: Europe/Berlin
    "
  `);
});

test('without a freeze the AppProject has no windows', () => {
  const delivery = argocd({ repository: REPOSITORY });

  const without = yamlOf(find(deliverEnvironment({ delivery }), 'AppProject'));

  expect(without).not.toContain('syncWindows');
  expect(yamlOf(find(deliverEnvironment({ delivery, freezes: [] }), 'AppProject'))).toBe(without);
});

test('Flux has no windows: what it makes is the same with a freeze', () => {
  const delivery = flux({ repository: REPOSITORY });

  const texts = [[], [christmas]].map((freezes) =>
    deliverEnvironment({ delivery, freezes }).objects.map(({ object }) => yamlOf(object)),
  );

  expect(texts[1]).toEqual(texts[0]);
});

test.each([
  ['2026-12-20T09:05', '2026-12-20T17:00', '5 9 20 12 *', '7h55m'],
  ['2026-01-01T00:00', '2027-01-01T00:00', '0 0 1 1 *', '8760h0m'],
  ['2028-02-29T00:00', '2028-03-01T00:00', '0 0 29 2 *', '24h0m'],
  // What the clock shows, whatever it does in between: so does Argo CD.
  ['2026-03-28T12:00', '2026-03-29T12:00', '0 12 28 3 *', '24h0m'],
])('from %s until %s is %s for %s', (from, until, schedule, duration) => {
  expect(syncWindows([{ ...christmas, from, until }])).toMatchObject([{ schedule, duration }]);
});

test('the same days of two years are one window', () => {
  const next = { ...christmas, from: '2027-12-20T00:00', until: '2028-01-02T00:00', reason: 'Christmas again' };

  expect(syncWindows([christmas, next])).toEqual(syncWindows([christmas]));
});

test('the same days in several time zones have durations that Argo CD can tell apart', () => {
  const windows = syncWindows(
    ['Europe/Berlin', 'America/New_York', 'UTC', 'Europe/Berlin'].map((timeZone) => ({ ...christmas, timeZone })),
  );

  expect(windows?.map(({ timeZone, duration }) => `${timeZone} ${duration}`)).toEqual([
    'Europe/Berlin 312h0m',
    'America/New_York 312h0m0s',
    'UTC 312h0m0s0s',
  ]);
});

test('a description is no longer than the 255 bytes that Argo CD takes', () => {
  const [window] = syncWindows([{ ...christmas, reason: 'Übergabe '.repeat(40) }]) ?? [];

  expect(Buffer.byteLength(window?.description ?? '')).toBeLessThanOrEqual(255);
  expect(window?.description).toMatch(/^2026-12-20T00:00 to 2027-01-02T00:00: Übergabe .*\.\.\.$/);
});
