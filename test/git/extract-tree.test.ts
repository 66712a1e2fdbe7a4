import { chmodSync, lstatSync, readFileSync, readlinkSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { extractTree, type Extraction } from '../../lib/git/extract-tree.ts';
import { findGitPlace } from '../../lib/git/git-place.ts';
import { Git } from '../../lib/git/git.ts';
import { textsBelow } from '../cli/shop.ts';
import { runGit } from '../servers/git/run-git.ts';
import { makeRemote, temporaryFolder } from './make-remote.ts';

const OPTIONS = { env: process.env };

/** What lies in a folder after a commit was extracted into it. */
async function extract(
  repository: string,
  commit: string,
  wants: (file: string) => boolean = () => true,
): Promise<{ readonly folder: string; readonly extraction: Extraction; readonly files: unknown }> {
  const folder = temporaryFolder();
  const place = await findGitPlace(new Git(repository, OPTIONS));
  if ('problem' in place) throw new Error(place.problem);
  const extraction = await extractTree(place, OPTIONS, { commit, folder, wants });
  return { folder, extraction, files: textsBelow(folder) };
}

test('the wanted files of a commit are written, and nothing else', async () => {
  const remote = await makeRemote({ 'apps/a.ts': 'one\n', 'dist/x.yaml': 'x\n', 'b c/ü.txt': 'two\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  await remote.commit({ 'apps/a.ts': 'later\n' });

  const { extraction, files } = await extract(remote.desk, first, (file) => !file.startsWith('dist/'));

  expect({ extraction, files }).toEqual({
    extraction: { is: 'whole' },
    files: { 'apps/a.ts': 'one\n', 'b c/ü.txt': 'two\n' },
  });
  expect(await remote.git('status', '--porcelain')).toBe('');
});

test('neither attributes nor settings change a byte, and no filter runs', async () => {
  const remote = await makeRemote({ 'a.txt': '$Id$\none\n', 'b.txt': 'x\n' });
  const { desk } = remote;
  const commit = await remote.commit({
    '.gitattributes': '*.txt text eol=crlf ident filter=evil\n',
  });
  for (const [key, value] of Object.entries({
    'core.autocrlf': 'true',
    'core.eol': 'crlf',
    'filter.evil.smudge': 'echo evil',
    'filter.evil.required': 'true',
  }))
    // oxlint-disable-next-line no-await-in-loop
    await runGit(desk, ['config', key, value]);
  writeFileSync(path.join(desk, '.git/info/attributes'), '*.txt filter=evil\n');

  const { files } = await extract(desk, commit);

  expect(files).toMatchObject({ 'a.txt': '$Id$\none\n', 'b.txt': 'x\n' });
});

test('links and the right to run are kept, bytes that are no text too', async () => {
  const remote = await makeRemote({ 'a.sh': 'true\n' });
  chmodSync(path.join(remote.desk, 'a.sh'), 0o755);
  symlinkSync('a.sh', path.join(remote.desk, 'link'));
  writeFileSync(path.join(remote.desk, 'x.bin'), Buffer.from([0, 255, 13, 10, 200]));
  const commit = await remote.commit({});

  const { folder } = await extract(remote.desk, commit);

  expect(lstatSync(path.join(folder, 'a.sh')).mode & 0o111).not.toBe(0);
  expect(readlinkSync(path.join(folder, 'link'))).toBe('a.sh');
  expect([...readFileSync(path.join(folder, 'x.bin'))]).toEqual([0, 255, 13, 10, 200]);
});

test('a replacement of this clone alone changes nothing', async () => {
  const remote = await makeRemote({ 'a.txt': 'one\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  const second = await remote.commit({ 'a.txt': 'two\n' });
  await remote.git('replace', first, second);

  expect((await extract(remote.desk, first)).files).toEqual({ 'a.txt': 'one\n' });
});

test('a folder of the repository comes with the settings above it, and a submodule does not', async () => {
  const remote = await makeRemote({
    'ops/k/apps/a.ts': 'a',
    'package.json': '{}',
    'ops/x.json': '{}',
    'other/b.ts': 'b',
  });
  const head = await remote.git('rev-parse', 'HEAD');
  await remote.git('update-index', '--add', '--cacheinfo', `160000,${head},ops/k/sub`);
  await remote.git('commit', '--quiet', '--message', 'A submodule');
  const commit = await remote.git('rev-parse', 'HEAD');

  const { extraction, files } = await extract(path.join(remote.desk, 'ops/k'), commit);

  expect(extraction).toEqual({ is: 'whole' });
  expect(files).toEqual({ 'ops/k/apps/a.ts': 'a', 'package.json': '{}', 'ops/x.json': '{}' });
});

test('a linked work tree, and names of 64 digits, are read alike', async () => {
  const folder = temporaryFolder();
  await runGit(folder, ['init', '--quiet', '--object-format=sha256', 'main']);
  const main = path.join(folder, 'main');
  writeFileSync(path.join(main, 'a.txt'), 'one\n');
  await runGit(main, ['add', '--all']);
  await runGit(main, ['commit', '--quiet', '--message', 'One']);
  await runGit(main, ['worktree', 'add', '--quiet', path.join(folder, 'linked')]);

  const { files } = await extract(path.join(folder, 'linked'), await runGit(main, ['rev-parse', 'HEAD']));

  expect(files).toEqual({ 'a.txt': 'one\n' });
});

test.each([
  ['blobless', ['--filter=blob:none'], { is: 'incomplete', files: ['a.txt', 'b/c.txt'] }],
  ['treeless', ['--filter=tree:0'], { is: 'incomplete', files: [] }],
  ['shallow', ['--depth=1'], { is: 'no commit', type: undefined }],
] as const)('a %s clone is told what it lacks, and its remote is not asked', async (_, flags, expected) => {
  const remote = await makeRemote({ 'a.txt': 'one\n', 'b/c.txt': 'two\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  await remote.commit({ 'a.txt': 'three\n', 'b/c.txt': 'four\n' });
  const clone = path.join(temporaryFolder(), 'clone');
  await runGit(remote.desk, ['clone', '--quiet', ...flags, `file://${remote.url}`, clone]);

  const there = await extract(clone, first);
  renameSync(remote.url, `${remote.url}.away`);
  const gone = await extract(clone, first);

  expect([there.extraction, gone.extraction]).toEqual([expected, expected]);
});

test('what is no commit is told by its type', async () => {
  const remote = await makeRemote();
  const tree = await remote.git('rev-parse', 'HEAD^{tree}');

  expect((await extract(remote.desk, tree)).extraction).toEqual({ is: 'no commit', type: 'tree' });
});
