import { expect, test } from 'vitest';
import { spanOf, upstreamObjection, type Upstream } from '../../lib/change/upstream-gate.ts';
import { aPin } from './a-pin.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 26, 12);
const staging = (changes: Partial<Upstream> = {}): Upstream => ({
  name: 'staging',
  pins: { api: aPin('b') },
  history: [
    { commit: '3', time: NOW / 1000 - 3600, pins: { api: aPin('b'), worker: aPin('c') } },
    { commit: '2', time: NOW / 1000 - 7200, pins: { api: aPin('b') } },
    { commit: '1', time: NOW / 1000 - 10_800, pins: { api: aPin('a') } },
  ],
  health: 'unasked',
  ...changes,
});
const ask = (upstream: Upstream, minSoak = 0, wayOut?: string) =>
  upstreamObjection({
    environment: 'production',
    application: 'users',
    wanted: { api: aPin('b') },
    upstreams: [upstream],
    minSoak,
    now: NOW,
    wayOut,
  });

test('what the upstream runs may come', () => {
  expect(ask(staging())).toBeUndefined();
});

test('what the upstream does not run may not', () => {
  expect(ask(staging({ pins: { api: aPin('a') } }))).toContain(
    'takes images from staging, which has ghcr.io/acme/users-api@sha256:aaaa',
  );
  expect(ask(staging({ pins: {} }))).toContain("which has no 'api'");
});

test('soaking begins with the image, not with a later change of another name', () => {
  expect(ask(staging(), 2 * HOUR)).toBeUndefined();
  expect(ask(staging(), 2 * HOUR + 60_000)).toContain('has run in staging for 2 h, and has to for 2 h 1 min');
});

test('without a history nothing has soaked', () => {
  expect(ask(staging({ history: [] }), HOUR)).toContain('for 0 min, and has to for 1 h');
});

test.each([
  ['unhealthy', 'reports staging-users as not healthy'],
  ['silent', 'no commit status names it'],
] as const)('an upstream that is %s holds it up', (health, words) => {
  expect(ask(staging({ health }))).toContain(words);
});

test.each([
  [staging({ pins: {} }), 0, /Merge it there first\.$/, /Merge it there first, or add --hotfix\.$/],
  [staging(), 3 * HOUR, /\. Wait\.$/, /\. Wait, or add --hotfix\.$/],
  [staging({ health: 'unhealthy' }), 0, /Mend it there first\.$/, /Mend it there first, or add --hotfix\.$/],
  [
    staging({ health: 'silent' }),
    0,
    /Wait for it, or set up its notifications\.$/,
    /Wait for it, set up its notifications, or add --hotfix\.$/,
  ],
])('a flag is named where the command has it', (upstream, minSoak, without, offered) => {
  expect(ask(upstream, minSoak)).toMatch(without);
  expect(ask(upstream, minSoak, 'add --hotfix')).toMatch(offered);
});

test('spans are told in days, hours and minutes', () => {
  expect([0, 59_999, 60_000, 25 * HOUR + 5 * 60_000].map(spanOf)).toEqual(['0 min', '0 min', '1 min', '1 d 1 h 5 min']);
});
