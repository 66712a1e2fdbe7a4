import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { HOSTILE, personWith } from '../../git/hostile-settings.ts';
import { temporaryFolder } from '../../git/make-remote.ts';
import { runGit } from '../../servers/git/run-git.ts';
import { ENV, image, Manifests } from './manifests.ts';

const BRANCH = 'kumiki/bump/staging/users';
const BUMP = ['bump', 'users', image('b'), '--env', 'staging'];
/** None of them says that the base is not its own render. */
const NOTES = [expect.stringContaining('could not be asked'), expect.stringContaining('which of the two is newer')];

test.each(['nothing', 'line ends', 'hooks', 'signatures', 'history of files', 'pushes'])(
  'a change is the same whatever a person has set about %s',
  async (about) => {
    const { env, ran } = personWith(HOSTILE[about] ?? '');
    const io = { env: { ...ENV, ...env } };
    const manifests = await Manifests.make();

    const bump = await manifests.json(BUMP, io);
    const again = await manifests.json(BUMP, io);
    const repair = await manifests.json(['repair'], io);

    expect(bump).toMatchObject({
      code: 0,
      answer: { action: 'created', notes: NOTES },
    });
    expect(again).toMatchObject({ code: 0, answer: { action: 'none' } });
    expect(repair).toMatchObject({ code: 0, answer: { action: 'none', files: [] } });
    expect(await manifests.remote.branches()).toEqual([BRANCH]);
    expect(existsSync(ran)).toBe(false);
  },
);

test('a repository that names its objects by SHA-256 is changed as any other', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  const folder = temporaryFolder();
  const [bare, desk] = [path.join(folder, 'other.git'), path.join(folder, 'desk')];
  cpSync(remote.desk, desk, { recursive: true, filter: (file) => path.basename(file) !== '.git' });
  await runGit(folder, ['init', '--quiet', '--object-format=sha256', '--bare', '--initial-branch=main', bare]);
  await runGit(folder, ['init', '--quiet', '--object-format=sha256', '--initial-branch=main', desk]);
  for (const args of [
    ['add', '--all'],
    ['commit', '--quiet', '--message', 'All'],
    ['push', '--quiet', bare, 'main'],
  ])
    await runGit(desk, args);
  manifests.place = ['--repository', bare, '--host', 'git'];

  expect(await manifests.json(BUMP)).toMatchObject({
    code: 0,
    answer: { action: 'created', notes: NOTES },
  });
  expect(await manifests.json(['repair'])).toMatchObject({ code: 0, answer: { action: 'none' } });
  expect((await runGit(bare, ['diff', '--name-only', `main...${BRANCH}`])).split('\n')).toHaveLength(2);
});
