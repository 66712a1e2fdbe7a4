import { expect, test } from 'vitest';
import { ENV, image, Manifests } from '../../change/manifests.ts';
import { runKumiki } from '../../run-kumiki.ts';

const FLEET = { staging: '', 'production-eu': '', 'production-us': '' };

/** A desk where staging has the image of `b`. */
async function makeDesk(environments: Readonly<Record<string, string>> = FLEET) {
  const { remote } = await Manifests.make({ environments });
  await runKumiki(remote.desk, ['bump', 'users', image('b'), '--env', 'staging'], { env: ENV });
  return {
    remote,
    promote: async (to: string, from = 'staging') => {
      const args = ['--json', 'promote', 'users', '--from', from, '--to', to];
      const { code, out } = await runKumiki(remote.desk, args, { env: ENV });
      return { code, answer: JSON.parse(out) as unknown };
    },
  };
}

test('with one refusal nothing is written, and the others say why', async () => {
  const { remote, promote } = await makeDesk();
  await remote.commit({ 'environments/production-us/holds/users.json': '{ "reason": "audit" }\n' });

  expect(await promote('production-*')).toEqual({
    code: 3,
    answer: [
      expect.objectContaining({ action: 'none', files: [], notes: ['Not written, as another environment refuses.'] }),
      expect.objectContaining({ action: 'refused', notes: [expect.stringContaining('users is held')] }),
    ],
  });
  expect(await remote.git('status', '--porcelain')).toBe('');
});

test('what is there already is rendered where dist is behind it', async () => {
  const { remote, promote } = await makeDesk();
  await promote('production-eu');
  await remote.git('checkout', '--quiet', 'dist/production-eu');

  expect(await promote('production-eu')).toMatchObject({
    code: 0,
    answer: { action: 'updated', changes: [], files: ['dist/production-eu/users/deployment-users-api.yaml'] },
  });
  expect(await promote('production-eu')).toMatchObject({ code: 0, answer: { action: 'none', files: [] } });
});

test('what does not come from the upstream of its target is refused', async () => {
  const { promote } = await makeDesk({ ...FLEET, 'production-eu': "upstream: 'staging'," });

  expect(await promote('production-eu', 'production-us')).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      notes: ["--from 'production-us': production-eu takes images from staging. Promote from there."],
    },
  });
});
