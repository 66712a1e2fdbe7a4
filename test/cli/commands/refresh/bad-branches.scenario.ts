import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { image, Manifests } from '../../change/manifests.ts';

const MAIL_PINS = 'environments/staging/images/mail.json';

test('a branch that cannot be made new keeps no other from it, and says so', async () => {
  const manifests = await Manifests.make({ environments: { qa: '', staging: '' } });
  const { remote } = manifests;
  await manifests.json(['bump', 'users', image('b'), '--env', '*']);
  await manifests.json(['bump', 'mail', image('b', 'mail'), '--env', 'staging']);
  const apps = await manifests.file('main', 'apps/apps.ts');
  const pins = await manifests.file('main', MAIL_PINS);
  for (const folder of ['dist/qa', 'environments/qa']) rmSync(path.join(remote.desk, folder), { recursive: true });
  await remote.commit({
    'environments/qa.ts': undefined,
    'apps/apps.ts': `${apps.replace("this.image('mail')", "this.image('post')").replace('port: 8080', "port: 8080, labels: { team: 'a' }")}\n`,
    [MAIL_PINS]: `${pins.replace('"mail"', '"post"')}\n`,
  });
  await manifests.synth();
  await remote.commit({}, 'main', 'Render');

  expect(await manifests.json(['refresh'])).toEqual({
    code: 3,
    answer: [
      {
        action: 'refused',
        branch: 'kumiki/bump/qa/users',
        notes: [
          'kumiki/bump/qa/users: cannot be made new: qa is no environment of main any more. Close it, or merge it by hand.',
        ],
      },
      {
        action: 'refused',
        branch: 'kumiki/bump/staging/mail',
        notes: [
          "kumiki/bump/staging/mail: cannot be made new: staging: mail asks for no image 'mail'. There are: post. Close it, or merge it by hand.",
        ],
      },
      { action: 'updated', branch: 'kumiki/bump/staging/users', notes: expect.any(Array) },
    ],
  });
});
