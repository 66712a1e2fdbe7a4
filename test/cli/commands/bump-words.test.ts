import process from 'node:process';
import { expect, test } from 'vitest';
import { readImages } from '../../../lib/cli/commands/bump/read-images.ts';
import { readSource } from '../../../lib/cli/commands/bump/read-source.ts';
import { temporaryFolder } from '../../git/make-remote.ts';
import { runGit } from '../../servers/git/run-git.ts';
import { digest, image, Manifests } from '../change/manifests.ts';

test('a source is committed without the credential of its address', async () => {
  const manifests = await Manifests.make();
  const source = 'https://gitlab-ci-token:s3cret@gitlab.com/acme/users.git';

  const { answer } = await manifests.json(['bump', 'users', image('b'), '--env', 'staging', '--source', source]);

  const pins = await manifests.file('kumiki/bump/staging/users', 'environments/staging/images/users.json');
  expect(JSON.parse(pins)).toMatchObject({ api: { source: { repository: 'https://gitlab.com/acme/users.git' } } });
  expect(JSON.stringify(answer)).not.toContain('s3cret');
});

test('the source of a work tree is its remote, without credential, whoever forbids one there', async () => {
  const cwd = temporaryFolder();
  await runGit(cwd, ['init', '--quiet', '.']);
  await runGit(cwd, ['remote', 'add', 'origin', 'https://ci:s3cret@git.example.com/acme/users.git']);
  await runGit(cwd, ['config', 'transfer.credentialsInUrl', 'die']);
  const io = { cwd, env: { PATH: process.env['PATH'] } };

  expect(await readSource({ build: '7' }, io)).toEqual({
    repository: 'https://git.example.com/acme/users.git',
    build: '7',
  });
});

test.each([
  [`api=bot:s3cret@ghcr.io/acme/api:1@${digest('a')}`, `'ghcr.io/acme/api:1@${digest('a')}'`],
  ['api=https://bot:s3cret@ghcr.io/acme/api:1', "'ghcr.io/acme/api:1'"],
  ['api=bot:s3/cr@et@ghcr.io/acme/api:1', "'ghcr.io/acme/api:1'"],
])('an image with a credential is refused, which is not repeated: %s', (word, shown) => {
  expect(() => readImages([word], undefined, 'bump')).toThrow(
    `bump: api has a user or a password before its registry, which would be committed. Write ${shown}, and sign in with docker login.`,
  );
});

test('what is no image is told without a credential', () => {
  expect(() => readImages(['https://bot:s3cret@ghcr.io/acme/api:1'], undefined, 'bump')).toThrow(
    "bump: 'ghcr.io/acme/api:1' is no image.",
  );
});
