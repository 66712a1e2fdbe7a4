import process from 'node:process';
import { expect, test } from 'vitest';
import { blobId } from '../../lib/git/blob-id.ts';
import { checkOut } from '../../lib/git/check-out.ts';
import { Clone } from '../../lib/git/clone.ts';
import { readFileHistory } from '../../lib/git/file-history.ts';
import { objectFormatOf } from '../../lib/git/object-format.ts';
import { readRemoteAddress } from '../../lib/git/remote-address.ts';
import { isOurCommit, writeCommit } from '../../lib/git/write-commit.ts';
import { runGit } from '../servers/git/run-git.ts';
import { Remote, temporaryFolder } from './make-remote.ts';

test.each([
  ['sha1', 'sha1', 40],
  ['sha1', 'sha256', 40],
  ['sha256', 'sha1', 64],
  ['sha256', 'sha256', 64],
] as const)('a remote of %s is used where GIT_DEFAULT_HASH is %s', async (format, preferred, digits) => {
  const remote = await remoteOf(format);
  const clone = await cloneOf(remote, preferred);

  const base = await clone.fetch();
  await checkOut(clone, base, []);
  const files = new Map([['a.json', '2\n']]);
  const author = { name: 'kumiki', email: 'kumiki@example.com' };
  const commit = (await writeCommit(clone.git, { parent: base, files, message: 'x', author, time: 1 })) ?? '';
  await clone.push('kumiki/x', commit, undefined);
  await clone.fetch();

  expect([base.length, commit.length]).toEqual([digits, digits]);
  expect(objectFormatOf(commit)).toBe(format);
  expect(await isOurCommit(clone.git, commit)).toBe(true);
  expect((await readFileHistory(clone.git, commit, 'a.json')).map(({ text }) => text)).toEqual(['2\n', '1\n']);
  expect(await remote.bare('rev-parse', 'kumiki/x:a.json')).toBe(blobId('2\n', format));
});

test.each(['sha1', 'sha256'])('an empty remote of %s is told as such', async (format) => {
  const url = `${temporaryFolder()}/remote.git`;
  await runGit('/', ['init', '--quiet', '--bare', `--object-format=${format}`, url]);

  await expect(cloneOf(new Remote(url, ''), 'sha1').then((clone) => clone.fetch())).rejects.toThrow(
    `${url}: is empty. Push a branch 'main' with environments first.`,
  );
});

async function remoteOf(format: string): Promise<Remote> {
  const folder = temporaryFolder();
  const remote = new Remote(`${folder}/remote.git`, `${folder}/desk`);
  const flags = ['--quiet', '--initial-branch=main', `--object-format=${format}`];
  await runGit(folder, ['init', ...flags, '--bare', remote.url]);
  await runGit(remote.url, ['config', 'uploadpack.allowFilter', 'true']);
  await runGit(folder, ['init', ...flags, remote.desk]);
  await remote.git('remote', 'add', 'origin', remote.url);
  await remote.commit({ 'a.json': '1\n' });
  return remote;
}

function cloneOf(remote: Remote, preferred: string): Promise<Clone> {
  const env = {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_DEFAULT_HASH: preferred,
  };
  return Clone.init(temporaryFolder(), readRemoteAddress(`file://${remote.url}`, '/'), 'main', { env });
}
