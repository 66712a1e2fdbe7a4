import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../change/manifests.ts';

const BRANCH = 'kumiki/bump/staging/users';

async function makeProposal(): Promise<Manifests> {
  const manifests = await Manifests.make({ environments: { staging: '', production: '' } });
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging']);
  return manifests;
}

/** Changes the source at the desk, renders and pushes. */
async function release(manifests: Manifests, files: Readonly<Record<string, string>>): Promise<void> {
  const { remote } = manifests;
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');
  await remote.commit(files);
  await manifests.synth();
  await remote.commit({}, 'main', 'Render');
}

test('a branch that the base would render otherwise is made new', async () => {
  const manifests = await makeProposal();
  const apps = await manifests.file('main', 'apps/apps.ts');
  await release(manifests, {
    'apps/apps.ts': `${apps.replace("image: this.image('worker')", "image: this.image('worker'), replicas: 3").replace('port: 8080', "port: 8080, labels: { team: 'a' }")}\n`,
  });

  expect(await manifests.json(['refresh'])).toMatchObject({ code: 0, answer: [{ action: 'updated', branch: BRANCH }] });

  expect(await manifests.file(BRANCH, 'dist/staging/users/deployment-users-api.yaml')).toContain('team: a');
  expect(await manifests.changed(BRANCH)).toEqual([
    'dist/staging/users/deployment-users-api.yaml',
    'environments/staging/images/users.json',
  ]);
  expect(await manifests.json(['refresh'])).toMatchObject({ answer: [{ action: 'none', notes: [] }] });
});

test('a branch that a change elsewhere does not touch is left alone', async () => {
  const manifests = await makeProposal();
  const tip = await manifests.remote.bare('rev-parse', BRANCH);
  await manifests.json(['bump', 'mail', image('b', 'mail'), '--env', 'production']);
  await manifests.merge('kumiki/bump/production/mail');

  expect(await manifests.json(['refresh'])).toMatchObject({ answer: [{ action: 'none' }] });
  expect(await manifests.remote.bare('rev-parse', BRANCH)).toBe(tip);
});

test('what is in the base by another way is closed', async () => {
  const manifests = await makeProposal();
  const { remote } = manifests;
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('merge', '--quiet', '--squash', `origin/${BRANCH}`);
  await remote.commit({}, 'main', 'By hand');

  expect(await manifests.json(['refresh'])).toMatchObject({ answer: [{ action: 'closed' }] });
  expect(await remote.branches()).toEqual([]);
});

test('what conflicts is made new on the base that went on', async () => {
  const manifests = await makeProposal();
  const pins = await manifests.file('main', 'environments/staging/images/users.json');
  await release(manifests, {
    'environments/staging/images/users.json': `${pins.replaceAll('"tag": "a"', '"tag": "aa"')}\n`,
  });

  expect(await manifests.json(['refresh'])).toMatchObject({ answer: [{ action: 'updated' }] });
  const text = await manifests.file(BRANCH, 'environments/staging/images/users.json');
  expect([text.includes(digest('b')), text.includes('"tag": "aa"')]).toEqual([true, true]);
});

test('the base becomes its own render by one branch, which goes when it is one', async () => {
  const manifests = await makeProposal();
  const file = 'dist/staging/mail/deployment-mail.yaml';
  const text = await manifests.file('main', file);
  await manifests.remote.commit({ [file]: `${text}\n# by hand\n`, 'dist/production/notes.txt': 'mine\n' });

  const { answer } = await manifests.json(['repair']);
  expect(answer).toMatchObject({ action: 'created', branch: 'kumiki/repair/main', files: [file] });
  expect(await manifests.json(['repair'])).toMatchObject({ answer: { action: 'none' } });
  await manifests.remote.commit({ [file]: `${text}\n` });
  expect(await manifests.json(['repair'])).toMatchObject({ answer: { action: 'none', files: [] } });
  expect(await manifests.remote.branches()).toEqual([BRANCH]);
});
