import { expect, test } from 'vitest';
import { makeRepository } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';

const SOURCE = `import { defineEnvironment } from 'kumiki';
const props = { edition: 1, kubernetes: '1.34', build() {} } as const;
export default [
  defineEnvironment({ ...props, name: 'staging' }),
  defineEnvironment({
    ...props,
    name: 'production',
    upstream: 'staging',
    owners: ['@acme/payments', '@acme/sre'],
    freezes: [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', timeZone: 'Europe/Berlin', reason: 'holidays' }],
  }),
];
`;

test('each environment says who merges, after what, of whom, and when not', async () => {
  const root = makeRepository({ 'environments/all.ts': SOURCE });

  const { code, out } = await runKumiki(root, ['environments']);

  expect(out.split('\n')).toEqual([
    'staging  auto  environments/all.ts',
    'production  review  after staging  of @acme/payments @acme/sre  frozen 2026-12-20T00:00 to 2027-01-02T00:00 Europe/Berlin  environments/all.ts',
    '',
  ]);
  expect(code).toBe(0);
});

test('as JSON it is all that decides', async () => {
  const root = makeRepository({ 'environments/all.ts': SOURCE });

  const { out } = await runKumiki(root, ['--json', 'environments']);

  expect(JSON.parse(out)).toMatchObject({
    environments: [
      { name: 'staging', merge: 'auto', upstream: [], freezes: [], owners: [], protected: false },
      { name: 'production', merge: 'review', upstream: ['staging'], minSoak: 0, gates: { deployed: false } },
    ],
  });
});
