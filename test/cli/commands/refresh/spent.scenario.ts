import { expect, test } from 'vitest';
import { image, Manifests } from '../../change/manifests.ts';

test('on plain git a branch that was merged and is still there goes, of whatever kind', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging']);
  await manifests.json(['hold', 'mail', '--env', 'staging', '--reason', 'audit']);
  await manifests.json(['hold', 'users', '--env', 'staging', '--reason', 'audit']);
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('merge', '--quiet', '--no-ff', '--message', 'Bump', 'origin/kumiki/bump/staging/users');
  await remote.git('merge', '--quiet', '--squash', 'origin/kumiki/hold/staging/users');
  await remote.commit({}, 'main', 'Hold');

  expect(await manifests.json(['refresh'])).toMatchObject({
    code: 0,
    answer: [
      { action: 'closed', branch: 'kumiki/bump/staging/users' },
      { action: 'none', branch: 'kumiki/hold/staging/mail', notes: [] },
      { action: 'closed', branch: 'kumiki/hold/staging/users' },
    ],
  });
  expect(await remote.branches()).toEqual(['kumiki/hold/staging/mail']);
});

test('what conflicts and is no change of pins is told whose it is', async () => {
  const manifests = await Manifests.make();
  await manifests.json(['hold', 'users', '--env', 'staging', '--reason', 'audit']);
  await manifests.remote.commit({ 'environments/staging/holds/users.json': '{ "reason": "logins fail" }\n' });

  expect(await manifests.json(['refresh'])).toMatchObject({
    code: 0,
    answer: [
      {
        action: 'none',
        notes: ['kumiki/hold/staging/users: conflicts with main, and is not made new here. Run its command again.'],
      },
    ],
  });
});
