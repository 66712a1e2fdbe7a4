import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkOut } from '../../lib/git/check-out.ts';
import { readFileHistory } from '../../lib/git/file-history.ts';
import { GitFailure } from '../../lib/git/git.ts';
import { isOurCommit, writeCommit } from '../../lib/git/write-commit.ts';
import { write } from '../environment/fixture-repository.ts';
import { makeRemote, temporaryFolder } from './make-remote.ts';
import { openClone } from './open-clone.ts';

const author = { name: 'kumiki', email: 'kumiki@example.com' };
const FILES = {
  'package.json': '{}\n',
  'apps/users.ts': 'export {};\n',
  'environments/staging.ts': 'export {};\n',
  'environments/staging/images/users.json': '{}\n',
  'environments/production/images/users.json': '{}\n',
  'environments/previews/one.json': '{}\n',
  'dist/staging/users/deployment-users.yaml': 'a: 1\n',
};

test('only the sources are checked out, with the data of the environments that are named', async () => {
  const remote = await makeRemote(FILES);
  const clone = await openClone(remote.url);
  const base = await clone.fetch();

  await checkOut(clone, base, ['staging']);

  const isThere = (file: string) => existsSync(path.join(clone.git.folder, file));
  expect(Object.keys(FILES).filter((file) => !isThere(file))).toEqual([
    'environments/production/images/users.json',
    'dist/staging/users/deployment-users.yaml',
  ]);
  await checkOut(clone, base, ['production']);
  expect(isThere('environments/production/images/users.json')).toBe(true);
  expect(isThere('environments/staging/images/users.json')).toBe(false);
});

test('what an attempt has written is gone when the next checks out, ignored or not, but nothing that was installed or built', async () => {
  const remote = await makeRemote({ ...FILES, '.gitignore': 'dist/\nbuild/\n', 'packages/a/package.json': '{}\n' });
  const clone = await openClone(remote.url);
  const { folder } = clone.git;
  const base = await clone.fetch();
  await checkOut(clone, base, ['staging']);
  const left = ['environments/previews/x.json', 'dist/staging/x.yaml', 'vendor/x/file'];
  for (const file of left) write(folder, file, 'x');
  mkdirSync(path.join(folder, 'vendor/x/.git/refs'), { recursive: true });
  write(folder, 'environments/previews/one.json', 'changed');
  const kept = ['build/cli.js', 'packages/a/node_modules/b/package.json'];
  for (const file of kept) write(folder, file, 'x');
  symlinkSync(temporaryFolder(), path.join(folder, 'node_modules'));

  await checkOut(clone, base, ['staging']);

  const isThere = (file: string) => existsSync(path.join(folder, file));
  expect(left.filter(isThere)).toEqual([]);
  expect(readFileSync(path.join(folder, 'environments/previews/one.json'), 'utf8')).toBe('{}\n');
  expect(['node_modules', ...kept].filter((file) => !isThere(file))).toEqual([]);
});

test('contents that nobody needs are not fetched', async () => {
  const remote = await makeRemote(FILES);
  const clone = await openClone(remote.url);

  await checkOut(clone, await clone.fetch(), ['staging']);

  const missing = await clone.git.run(['rev-list', '--objects', '--missing=print', 'HEAD']);
  const dist = await remote.bare('rev-parse', 'main:dist/staging/users/deployment-users.yaml');
  expect(missing).toContain(`?${dist}`);
});

test('a commit is made of texts alone, and knows whether it is still as it was made', async () => {
  const remote = await makeRemote(FILES);
  const clone = await openClone(remote.url);
  const parent = await clone.fetch();
  const files = new Map([
    ['environments/staging/images/users.json', '{ "größe": 1 }\n'],
    ['dist/staging/users/deployment-users.yaml', undefined],
    ['dist/staging/users/a "quoted" name.yaml', 'b: 2\n'],
  ]);

  const commit = await writeCommit(clone.git, {
    parent,
    files,
    message: 'Bump\n\nof users',
    author,
    time: 1_800_000_000,
  });

  await clone.push('kumiki/bump/staging/users', commit, undefined);
  expect(await remote.bare('ls-tree', '-r', '-z', '--name-only', commit ?? '')).toContain('a "quoted" name.yaml');
  expect(await remote.bare('show', `${commit}:environments/staging/images/users.json`)).toBe('{ "größe": 1 }');
  expect(await remote.bare('show', '--no-patch', '--format=%an %ae %ct %s', commit ?? '')).toBe(
    'kumiki kumiki@example.com 1800000000 Bump',
  );
  expect(await remote.bare('diff', '--name-only', `${commit}^`, commit ?? '')).not.toContain('apps');
  expect(await isOurCommit(clone.git, commit ?? '')).toBe(true);
  expect(await isOurCommit(clone.git, parent)).toBe(false);
  expect(await remote.bare('fsck', '--strict')).toBe('');
});

test('a commit of ours that somebody amended is theirs', async () => {
  const remote = await makeRemote(FILES);
  const clone = await openClone(remote.url);
  const request = { files: new Map([['a.txt', 'a\n']]), message: 'Bump', author, time: 1_800_000_000 };
  await clone.push('kumiki/x', await writeCommit(clone.git, { ...request, parent: await clone.fetch() }), undefined);

  await remote.git('fetch', '--quiet');
  await remote.git('checkout', '--quiet', 'origin/kumiki/x');
  await remote.git('commit', '--quiet', '--amend', '--allow-empty', '--no-edit', '--date=2020-01-01');
  expect(
    await isOurCommit(
      clone.git,
      await clone.tipOf('kumiki/x').then(async () =>
        remote.git('rev-parse', 'HEAD').then(async (id) => {
          await remote.git('push', '--quiet', '--force', 'origin', 'HEAD:kumiki/x');
          await clone.fetch();
          return id;
        }),
      ),
    ),
  ).toBe(true);
  const amended = await remote.commit({ 'b.txt': 'b\n' }, 'kumiki/y', await remote.git('log', '-1', '--format=%B'));
  await clone.fetch();

  expect(await isOurCommit(clone.git, amended)).toBe(false);
});

test('what would change nothing is no commit', async () => {
  const remote = await makeRemote(FILES);
  const clone = await openClone(remote.url);
  const parent = await clone.fetch();

  expect(
    await writeCommit(clone.git, { parent, files: new Map([['package.json', '{}\n']]), message: 'x', author, time: 1 }),
  ).toBeUndefined();
});

test('a branch that somebody else moved is not overwritten, and may be tried again', async () => {
  const remote = await makeRemote();
  const clone = await openClone(remote.url);
  const parent = await clone.fetch();
  const commit = await writeCommit(clone.git, {
    parent,
    files: new Map([['a', 'a\n']]),
    message: 'x',
    author,
    time: 1,
  });
  await remote.commit({ b: 'b\n' }, 'kumiki/x');

  const lost = await clone.push('kumiki/x', commit, undefined).catch((error: unknown) => error);

  expect(lost).toBeInstanceOf(GitFailure);
  expect((lost as GitFailure).mayPass).toBe(true);
  await clone.fetch();
  await clone.push('kumiki/x', commit, await clone.tipOf('kumiki/x'));
  expect(await remote.bare('rev-parse', 'kumiki/x')).toBe(commit);
});

test('a branch is removed only as it was seen', async () => {
  const remote = await makeRemote();
  const clone = await openClone(remote.url);
  await remote.commit({ b: 'b\n' }, 'kumiki/x');
  await clone.fetch();
  const seen = await clone.tipOf('kumiki/x');
  await remote.commit({ b: 'c\n' }, 'kumiki/x');

  await expect(clone.push('kumiki/x', undefined, seen)).rejects.toThrow(GitFailure);
  await clone.fetch();
  await clone.push('kumiki/x', undefined, await clone.tipOf('kumiki/x'));
  await clone.fetch();

  expect(await clone.tipOf('kumiki/x')).toBeUndefined();
  expect(await remote.branches()).toEqual([]);
});

test('a base that is not there says which branches are', async () => {
  const remote = await makeRemote();

  await expect(openClone(remote.url, 'master').then((clone) => clone.fetch())).rejects.toThrow(
    `--base 'master' is no branch of ${remote.url}. There are: main.`,
  );
});

test('a repository that is not there is told as such', async () => {
  await expect(openClone('/nowhere/at/all.git').then((clone) => clone.fetch())).rejects.toThrow(
    'there is no such repository, or this token cannot see it. Check --repository.',
  );
});

test('the history of a file has its texts, the newest first, and a merge is one step', async () => {
  const remote = await makeRemote({ 'a.json': '1\n' });
  const start = await remote.git('rev-parse', 'HEAD');
  await remote.git('checkout', '--quiet', '-b', 'side');
  await remote.commit({ 'a.json': '2\n' }, 'side');
  await remote.commit({ 'a.json': '3\n' }, 'side');
  await remote.git('checkout', '--quiet', 'main');
  await remote.git('merge', '--quiet', '--no-ff', '--message', 'Merge side', 'side');
  await remote.commit({ 'other.txt': 'x\n' });
  await remote.commit({ 'a.json': undefined }, 'main', 'Remove it');
  const clone = await openClone(remote.url);

  const history = await readFileHistory(clone.git, await clone.fetch(), 'a.json');

  expect(history.map(({ subject, text }) => [subject, text])).toEqual([
    ['Remove it', undefined],
    ['Merge side', '3\n'],
    ['Change', '1\n'],
  ]);
  expect(history.at(-1)?.commit).toBe(start);
});

test('a file without a history has none', async () => {
  const remote = await makeRemote();
  const clone = await openClone(remote.url);

  expect(await readFileHistory(clone.git, await clone.fetch(), 'nothing.json')).toEqual([]);
  expect(readFileSync(path.join(clone.git.folder, '.git', 'config'), 'utf8')).toContain('promisor = true');
});
