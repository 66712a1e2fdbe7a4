import { expect, test } from 'vitest';
import { policyOf, readPolicy } from '../../lib/change/policy.ts';
import { argocd } from '../../lib/delivery/argocd/argocd.ts';
import { folder } from '../../lib/delivery/folder.ts';

const EMPTY = {
  name: 'staging',
  merge: 'auto',
  upstream: [],
  minSoak: 0,
  gates: { deployed: false },
  freezes: [],
  protected: false,
  owners: [],
};

test('a policy has every default applied', () => {
  expect(policyOf({ name: 'staging' })).toEqual(EMPTY);
});

test('a policy has what the environment declares, one upstream as a list, durations in milliseconds', () => {
  const policy = policyOf({
    name: 'production',
    merge: 'auto',
    upstream: 'staging',
    minSoak: '24h',
    gates: { deployed: true },
    freezes: [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', reason: 'Christmas' }],
    protected: true,
    owners: ['@acme/payments'],
    delivery: argocd({ repository: 'https://git.example.com/acme/manifests.git' }),
  });

  expect(policy).toEqual({
    name: 'production',
    merge: 'auto',
    upstream: ['staging'],
    minSoak: 86_400_000,
    gates: { deployed: true },
    freezes: [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', timeZone: 'UTC', reason: 'Christmas' }],
    protected: true,
    owners: ['@acme/payments'],
    delivery: { tool: 'argocd', repository: 'https://git.example.com/acme/manifests.git', branch: 'main' },
  });
});

test.each([
  ['production', 'review'],
  ['prod', 'review'],
  ['production-eu', 'review'],
  ['prod-1', 'review'],
  ['productive', 'auto'],
  ['preproduction', 'auto'],
  ['product', 'auto'],
  ['eu-production', 'auto'],
])('%s merges by %s where it says nothing', (name, merge) => {
  expect(policyOf({ name }).merge).toBe(merge);
});

test('what is protected is reviewed, whatever its name', () => {
  expect(policyOf({ name: 'eu', protected: true }).merge).toBe('review');
});

test.each([
  ['30m', 1_800_000],
  ['24h', 86_400_000],
  ['7d', 604_800_000],
] as const)('%s are %i milliseconds', (minSoak, milliseconds) => {
  expect(policyOf({ name: 'eu', minSoak }).minSoak).toBe(milliseconds);
});

test('a policy survives its way through JSON', () => {
  const policy = policyOf({
    name: 'eu',
    upstream: ['staging', 'qa'],
    minSoak: '30m',
    freezes: [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', timeZone: 'Europe/Berlin', reason: 'Christmas' }],
    delivery: folder(),
  });

  expect(readPolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  expect(policy.delivery).toEqual({ tool: 'folder' });
});

test('what another version does not say has its default, and what it says beside is left out', () => {
  expect(readPolicy({ name: 'staging', queue: true })).toEqual(EMPTY);
  expect(readPolicy({ name: 'production' }).merge).toBe('review');
});

test.each<[string, unknown, string]>([
  ['merge', { name: 'eu', merge: 'queue' }, 'merge is "queue"'],
  ['name', {}, 'name is missing'],
  ['minSoak', { name: 'eu', minSoak: '24h' }, 'minSoak is "24h"'],
  ['upstream', { name: 'eu', upstream: 'staging' }, 'upstream is "staging"'],
  ['freezes', { name: 'eu', freezes: [{ from: 'today' }] }, 'freezes is [{"from":"today"}]'],
  ['delivery', { name: 'eu', delivery: { tool: 'spinnaker' } }, 'delivery is {"tool":"spinnaker"}'],
  ['a list', [], 'the policy is []'],
])('%s of another kind is no rule to guess', (_, value, message) => {
  expect(() => readPolicy(value)).toThrow(
    `the kumiki of the manifest repository says that ${message}, which this version does not know.`,
  );
});
