import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../../change/manifests.ts';
import { runKumiki } from '../../run-kumiki.ts';

const today = () => new Date('2027-01-01T12:00:00Z');
const ROLLBACK = ['rollback', 'users', '--env', '*'];
const REFUSED = expect.stringContaining('beta: is frozen until 2027-01-02T00:00 (UTC): party.');

async function make(): Promise<Manifests> {
  const manifests = await Manifests.make({
    environments: {
      alpha: '',
      beta: "freezes: [{ from: '2027-01-01T00:00', until: '2027-01-02T00:00', reason: 'party' }],",
    },
  });
  await manifests.json(['bump', 'users', image('b'), '--env', '*']);
  for (const name of ['alpha', 'beta']) await manifests.merge(`kumiki/bump/${name}/users`);
  return manifests;
}

test('a freeze in one environment of a glob is its outcome, beside what was done in the others', async () => {
  const manifests = await make();

  expect(await manifests.json(ROLLBACK, { today })).toMatchObject({
    code: 3,
    answer: [
      { action: 'created', environment: 'alpha', branch: 'kumiki/rollback/alpha/users' },
      {
        action: 'refused',
        environment: 'beta',
        to: { api: `127.0.0.1:9/acme/users-api:a@${digest('a')}` },
        files: [],
        notes: [REFUSED],
      },
    ],
  });
});

test('in a work tree it keeps all back', async () => {
  const manifests = await make();
  const { remote } = manifests;
  await remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');

  const { code, out } = await runKumiki(remote.desk, ['--json', ...ROLLBACK], { today });

  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject([
    { action: 'none', environment: 'alpha', notes: ['Not written, as another environment refuses.'] },
    { action: 'refused', environment: 'beta', notes: [REFUSED] },
  ]);
  expect(await remote.git('status', '--porcelain')).toBe('');
});
