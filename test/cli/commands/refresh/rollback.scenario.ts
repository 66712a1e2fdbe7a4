import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../../change/manifests.ts';

const BRANCH = 'kumiki/rollback/staging/users';

test('a rollback of an application that is held is made new', async () => {
  const manifests = await Manifests.make();
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging']);
  await manifests.merge('kumiki/bump/staging/users');
  await manifests.json(['hold', 'users', '--env', 'staging', '--reason', 'logins fail']);
  await manifests.merge('kumiki/hold/staging/users');
  await manifests.json(['rollback', 'users', '--env', 'staging']);
  const apps = await manifests.file('main', 'apps/apps.ts');
  await manifests.remote.commit({
    'apps/apps.ts': `${apps.replace('port: 8080', "port: 8080, labels: { team: 'a' }")}\n`,
  });
  await manifests.synth();
  await manifests.remote.commit({}, 'main', 'Render');

  expect(await manifests.json(['refresh'])).toMatchObject({ code: 0, answer: [{ action: 'updated', branch: BRANCH }] });
  expect(await manifests.file(BRANCH, 'dist/staging/users/deployment-users-api.yaml')).toContain(digest('a'));
});
