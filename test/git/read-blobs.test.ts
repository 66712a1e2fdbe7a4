import process from 'node:process';
import { expect, test } from 'vitest';
import { Git } from '../../lib/git/git.ts';
import { fetchBlobs, readBlobs } from '../../lib/git/read-blobs.ts';
import { listFiles } from '../../lib/git/read-tree.ts';
import { makeRemote, temporaryFolder } from './make-remote.ts';
import { runGit } from '../servers/git/run-git.ts';

const FILES = { 'a.txt': 'ä\n\n', 'b.txt': '', 'c.txt': 'blob 3\nno line feed', 'd.txt': 'ä\n\n' };

function gitIn(folder: string): Git {
  return new Git(folder, {
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
}

async function idsIn(git: Git): Promise<readonly string[]> {
  return [...(await listFiles(git, 'HEAD', '')).values()].map(({ id }) => id);
}

test('texts come as they are, each once, whatever they hold', async () => {
  const remote = await makeRemote(FILES);
  const git = gitIn(remote.desk);

  const texts = await readBlobs(git, await idsIn(git));

  expect([...texts.values()].toSorted()).toEqual(['', 'blob 3\nno line feed', 'ä\n\n']);
});

test('what a repository lacks is left out, and keeps nothing else back', async () => {
  const remote = await makeRemote(FILES);
  const git = gitIn(remote.desk);
  const ids = await idsIn(git);

  const texts = await readBlobs(git, ['1'.repeat(40), ...ids, '2'.repeat(40)]);

  expect([...texts.keys()].toSorted()).toEqual([...new Set(ids)].toSorted());
  expect(await readBlobs(git, [])).toEqual(new Map());
});

test('a clone without contents gets them', async () => {
  const remote = await makeRemote(FILES);
  const folder = temporaryFolder();
  await runGit(folder, ['clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${remote.url}`, 'clone']);
  const git = gitIn(`${folder}/clone`);

  const texts = await fetchBlobs(git, await idsIn(git));

  expect([...texts.values()].toSorted()).toEqual(['', 'blob 3\nno line feed', 'ä\n\n']);
});
