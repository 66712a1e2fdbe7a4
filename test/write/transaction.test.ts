import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { UserError } from '../../lib/errors.ts';
import { type CommitOptions, openTransaction, type StagedFiles } from '../../lib/write/transaction.ts';
import type { Choice } from '../../lib/write/survey.ts';
import { files, makeRepository, ours, put, snapshot } from './scratch.ts';

interface Run extends CommitOptions {
  readonly dist: string;
  readonly root?: string;
  readonly environments: Readonly<Record<string, ReadonlyMap<string, string>>>;
  readonly choice?: Choice;
}

async function write(run: Run): Promise<Record<string, StagedFiles>> {
  const transaction = await openTransaction({ dist: run.dist, root: run.root, waitMilliseconds: 0 });
  try {
    const staged = Object.entries(run.environments).map(([environment, content]) => [
      environment,
      transaction.stage(environment, content, run.choice),
    ]);
    transaction.commit(run);
    return Object.fromEntries(staged);
  } finally {
    transaction.close();
  }
}

const LONG_AGO = new Date('2001-02-03T04:05:06Z');

test('a first run makes dist, and leaves nothing else behind', async () => {
  const { dist, root } = makeRepository();

  const staged = await write({
    dist,
    root,
    environments: {
      production: files({ 'users/a.yaml': 'a', 'users/b.yaml': 'b' }),
      staging: files({ 'users/a.yaml': 'a' }),
    },
  });

  expect(staged).toEqual({
    production: { written: 2, unchanged: 0, removed: 0 },
    staging: { written: 1, unchanged: 0, removed: 0 },
  });
  expect(snapshot(dist)).toEqual({
    'production/': '',
    'production/users/': '',
    'production/users/a.yaml': '✓ a\n',
    'production/users/b.yaml': '✓ b\n',
    'staging/': '',
    'staging/users/': '',
    'staging/users/a.yaml': '✓ a\n',
  });
  expect(statSync(join(dist, 'production/users/a.yaml')).mode & 0o777).toBe(0o644 & ~process.umask());
});

test.each<[string, Readonly<Record<string, string>>, StagedFiles]>([
  [
    'nothing changes',
    { 'one/a.yaml': '1', 'one/b.yaml': '1', 'two/a.yaml': '1' },
    { written: 0, unchanged: 3, removed: 0 },
  ],
  [
    'one file changes',
    { 'one/a.yaml': '2', 'one/b.yaml': '1', 'two/a.yaml': '1' },
    { written: 1, unchanged: 2, removed: 0 },
  ],
  [
    'one file comes',
    { 'one/a.yaml': '1', 'one/b.yaml': '1', 'two/a.yaml': '1', 'three/a.yaml': '1' },
    { written: 1, unchanged: 3, removed: 0 },
  ],
  ['one file goes with its folder', { 'one/a.yaml': '1', 'one/b.yaml': '1' }, { written: 0, unchanged: 2, removed: 1 }],
  [
    'files of one application change',
    { 'one/a.yaml': '2', 'one/b.yaml': '2', 'two/a.yaml': '1' },
    { written: 2, unchanged: 1, removed: 0 },
  ],
  [
    'an application comes',
    { 'one/a.yaml': '1', 'one/b.yaml': '1', 'two/a.yaml': '1', 'three/a.yaml': '1', 'three/b.yaml': '1' },
    { written: 2, unchanged: 3, removed: 0 },
  ],
  ['an application goes', { 'two/a.yaml': '1' }, { written: 0, unchanged: 1, removed: 2 }],
  [
    'files of two applications change',
    { 'one/a.yaml': '2', 'one/b.yaml': '1', 'two/a.yaml': '2' },
    { written: 2, unchanged: 1, removed: 0 },
  ],
  ['everything is another', { 'four/x.yaml': '1', 'five/y.yaml': '1' }, { written: 2, unchanged: 0, removed: 3 }],
  ['all go', {}, { written: 0, unchanged: 0, removed: 3 }],
])(
  'dist becomes what it should be, unchanged files keep their time, foreign files stay: %s',
  async (_, contents, counts) => {
    const { dist } = makeRepository({
      'dist/p/README.md': 'foreign',
      'dist/p/one/notes.yaml': 'foreign',
      'dist/p/one/sub/deep.txt': 'foreign',
      'dist/q/x.yaml': ours('other'),
    });
    symlinkSync('../../outside', join(dist, 'p/one/link'));
    await write({ dist, environments: { p: files({ 'one/a.yaml': '1', 'one/b.yaml': '1', 'two/a.yaml': '1' }) } });
    for (const path of ['one/a.yaml', 'one/b.yaml', 'two/a.yaml', 'README.md', 'one/notes.yaml'])
      utimesSync(join(dist, 'p', path), LONG_AGO, LONG_AGO);

    const staged = await write({ dist, environments: { p: files(contents) } });

    const found = Object.entries(snapshot(dist)).filter(([path]) => !path.endsWith('/'));
    const expected = Object.entries(contents).map(([path, content]) => [`p/${path}`, `✓ ${content}\n`]);
    expect(Object.fromEntries(found)).toEqual({
      'p/README.md': 'foreign',
      'p/one/link': '→ ../../outside',
      'p/one/notes.yaml': 'foreign',
      'p/one/sub/deep.txt': 'foreign',
      'q/x.yaml': '✓ other\n',
      ...Object.fromEntries(expected),
    });
    expect(staged['p']).toEqual(counts);
    expect(existsSync(join(dist, 'p/two'))).toBe('two/a.yaml' in contents);
    for (const [path, content] of [...Object.entries(contents), ['README.md', '1'], ['one/notes.yaml', '1']] as const) {
      const isOld = content === '1' && !/three|four|five/.test(path);
      expect([path, statSync(join(dist, 'p', path)).mtimeMs === LONG_AGO.getTime()]).toEqual([path, isOld]);
    }
  },
);

test('what was staged and not committed changes nothing', async () => {
  const { dist } = makeRepository({ 'dist/p/one/a.yaml': ours('1') });
  const before = snapshot(dist);
  const transaction = await openTransaction({ dist });

  transaction.stage('p', files({ 'one/a.yaml': '2', 'one/b.yaml': '2' }));
  transaction.stage('q', files({ 'one/a.yaml': '2' }));
  transaction.close();

  expect(snapshot(dist)).toEqual(before);
});

test('a dist that was made for nothing goes again', async () => {
  const { dist, root } = makeRepository();

  const transaction = await openTransaction({ dist, root });
  transaction.close();

  expect(existsSync(dist)).toBe(false);
});

test('a choice of applications touches nothing outside of it', async () => {
  const { dist } = makeRepository({
    'dist/p/one/a.yaml': ours('1'),
    'dist/p/one/old.yaml': ours('1'),
    'dist/p/two/a.yaml': ours('1'),
    'dist/p/gone/a.yaml': ours('1'),
  });

  const staged = await write({
    dist,
    environments: { p: files({ 'one/a.yaml': '2', 'new/a.yaml': '2' }) },
    choice: { applications: new Set(['one', 'new']) },
  });

  expect(staged['p']).toEqual({ written: 2, unchanged: 0, removed: 1 });
  expect(snapshot(join(dist, 'p'))).toMatchObject({
    'one/a.yaml': '✓ 2\n',
    'new/a.yaml': '✓ 2\n',
    'two/a.yaml': '✓ 1\n',
    'gone/a.yaml': '✓ 1\n',
  });
  expect(existsSync(join(dist, 'p/one/old.yaml'))).toBe(false);
});

test('a full run removes environments that are gone, but for what others keep there', async () => {
  const { dist } = makeRepository({
    'dist/README.md': 'foreign',
    'dist/p/one/a.yaml': ours('1'),
    'dist/gone/one/a.yaml': ours('1'),
    'dist/gone/two/a.yaml': ours('1'),
    'dist/half/one/a.yaml': ours('1'),
    'dist/half/one/b.yaml': ours('1'),
    'dist/half/keep.txt': 'foreign',
    'dist/theirs/x.yaml': 'foreign',
    'dist/.cache/one/a.yaml': ours('1'),
  });
  const transaction = await openTransaction({ dist });
  transaction.stage('p', files({ 'one/a.yaml': '1' }));

  const gone = transaction.commit({ removeEnvironmentsExcept: new Set(['p']) });
  transaction.close();

  expect(gone).toEqual(['gone', 'half']);
  expect(Object.keys(snapshot(dist)).filter((path) => !path.endsWith('/'))).toEqual(
    expect.arrayContaining(['README.md', 'p/one/a.yaml', 'half/keep.txt', 'theirs/x.yaml', '.cache/one/a.yaml']),
  );
  expect(readdirSync(dist).toSorted()).toEqual(['.cache', 'README.md', 'half', 'p', 'theirs']);
  expect(readdirSync(join(dist, 'half'))).toEqual(['keep.txt']);
});

test('files of ours that went through an editor of another system are still ours', async () => {
  const { dist } = makeRepository({
    'dist/p/one/a.yaml': `\uFEFF${ours('1').replaceAll('\n', '\r\n')}`,
    'dist/p/one/b.yaml': ours('1').replaceAll('\n', '\r\n'),
  });

  const staged = await write({ dist, environments: { p: files({ 'one/a.yaml': '1' }) } });

  expect(staged['p']).toEqual({ written: 1, unchanged: 0, removed: 1 });
  expect(snapshot(join(dist, 'p'))).toEqual({ 'one/': '', 'one/a.yaml': '✓ 1\n' });
});

test.each<[string, (dist: string) => void, RegExp]>([
  [
    'a file',
    (dist) => put(join(dist, 'p/one/a.yaml'), 'foreign'),
    /dist\/p\/one\/a\.yaml: stands where a file of kumiki belongs, and kumiki did not write it\. Move it/,
  ],
  ['a folder', (dist) => mkdirSync(join(dist, 'p/one/a.yaml'), { recursive: true }), /dist\/p\/one\/a\.yaml: stands/],
  ['a file in place of the application', (dist) => put(join(dist, 'p/one'), 'foreign'), /dist\/p\/one: stands/],
  ['a file in place of the environment', (dist) => put(join(dist, 'p'), 'foreign'), /dist\/p: stands/],
  [
    'a link in place of the environment',
    (dist) => {
      mkdirSync(join(dist, '../outside'));
      symlinkSync('../outside', join(dist, 'p'));
    },
    /dist\/p: stands/,
  ],
  [
    'a link in place of the application',
    (dist) => {
      mkdirSync(join(dist, '../outside'));
      mkdirSync(join(dist, 'p'));
      symlinkSync('../../outside', join(dist, 'p/one'));
    },
    /dist\/p\/one: stands/,
  ],
  [
    'a link to a file of ours',
    (dist) => {
      put(join(dist, '../outside.yaml'), ours('1'));
      mkdirSync(join(dist, 'p/one'), { recursive: true });
      symlinkSync('../../../outside.yaml', join(dist, 'p/one/a.yaml'));
    },
    /dist\/p\/one\/a\.yaml: stands/,
  ],
])('something foreign in the way is an error that names it, and nothing changes: %s', async (_, arrange, message) => {
  const { dist, root } = makeRepository({ 'dist/q/one/a.yaml': ours('1') });
  arrange(dist);
  const before = snapshot(root);

  const run = write({
    dist,
    root,
    environments: { q: files({ 'one/a.yaml': '2' }), p: files({ 'one/a.yaml': '2', 'two/b.yaml': '2' }) },
  });

  await expect(run).rejects.toThrow(message);
  await expect(run).rejects.toBeInstanceOf(UserError);
  expect(snapshot(root)).toEqual(before);
});

test('a dist that is a file is an error', async () => {
  const { dist, root } = makeRepository({ dist: 'text' });

  await expect(openTransaction({ dist, root })).rejects.toThrow(
    /dist: is a file, and the rendered manifests need a folder\. Move it away\./,
  );

  expect(snapshot(root)).toEqual({ dist: 'text' });
});

test.each([
  ['dist', 'dist', 'dist'],
  ['a folder above it', 'deploy', 'deploy/dist'],
])('a dist that leads out of the repository by a link is an error: %s', async (_, link, path) => {
  const outside = makeRepository({ 'keep.txt': 'x' }).root;
  const { root } = makeRepository();
  symlinkSync(outside, join(root, link));

  await expect(openTransaction({ dist: join(root, path), root })).rejects.toThrow(
    /is a link that leads out of the repository, to .*\. Replace it by a folder\./,
  );

  expect(snapshot(outside)).toEqual({ 'keep.txt': 'x' });
});

test('a dist that is a link inside the repository is followed', async () => {
  const { dist, root } = makeRepository({ 'deploy/p/one/a.yaml': ours('1') });
  symlinkSync('deploy', dist);

  await write({ dist, root, environments: { p: files({ 'one/a.yaml': '2', 'one/b.yaml': '2' }) } });

  expect(snapshot(join(root, 'deploy'))).toEqual({
    'p/': '',
    'p/one/': '',
    'p/one/a.yaml': '✓ 2\n',
    'p/one/b.yaml': '✓ 2\n',
  });
});

test('a work folder that is a link is refused', async () => {
  const { dist, root } = makeRepository({ 'dist/p/one/a.yaml': ours('1'), 'outside/stage/x': 'x' });
  symlinkSync('../outside', join(dist, '.kumiki'));

  await expect(openTransaction({ dist, root })).rejects.toThrow(/\.kumiki: is no folder/);

  expect(snapshot(join(root, 'outside'))).toEqual({ 'stage/': '', 'stage/x': 'x' });
});

test.skipIf(process.getuid?.() === 0)('a dist that cannot be written is an error, and stays as it was', async () => {
  const { dist, root } = makeRepository({ 'dist/p/one/a.yaml': ours('1') });
  chmodSync(dist, 0o555);

  await expect(openTransaction({ dist, root })).rejects.toThrow(
    /dist: permission denied \(EACCES\)\. Give this user the right to write there/,
  );
  chmodSync(dist, 0o755);

  expect(snapshot(dist)).toEqual({ 'p/': '', 'p/one/': '', 'p/one/a.yaml': '✓ 1\n' });
});

test('a second run waits until the first is done', async () => {
  const { dist } = makeRepository();
  const first = await openTransaction({ dist });
  first.stage('p', files({ 'one/a.yaml': '1' }));
  const order: string[] = [];

  const writeSecond = async (): Promise<void> => {
    const transaction = await openTransaction({ dist, waitMilliseconds: 5000 });
    order.push('second has it');
    transaction.close();
  };
  const second = writeSecond();
  await new Promise((resolve) => {
    setTimeout(resolve, 100);
  });
  order.push('first is done');
  first.commit();
  first.close();
  await second;

  expect(order).toEqual(['first is done', 'second has it']);
  expect(snapshot(dist)).toEqual({ 'p/': '', 'p/one/': '', 'p/one/a.yaml': '✓ 1\n' });
});

test('a second run that has waited long enough is refused with the process of the first', async () => {
  const { dist } = makeRepository();
  const first = await openTransaction({ dist });

  await expect(openTransaction({ dist, waitMilliseconds: 60 })).rejects.toThrow(
    `dist: process ${process.pid} is writing it, and was not done after 0.06 s. Wait until it has ended, then run again.`,
  );

  first.close();
});

test('a name that leaves dist is no environment', async () => {
  const { dist } = makeRepository();
  const transaction = await openTransaction({ dist });

  for (const name of ['..', '.kumiki', 'a/b', '', 'a+b'])
    expect(() => transaction.stage(name, new Map())).toThrow(UserError);

  transaction.close();
});

test('a file saved by an editor between staging and commit is not lost', async () => {
  const { dist } = makeRepository({ 'dist/p/one/notes.txt': 'first' });
  const transaction = await openTransaction({ dist });
  transaction.stage('p', files({ 'one/a.yaml': '1', 'two/b.yaml': '1' }));

  rmSync(join(dist, 'p/one/notes.txt'));
  writeFileSync(join(dist, 'p/one/notes.txt'), 'second');
  put(join(dist, 'p/three/new.txt'), 'new');
  transaction.commit();
  transaction.close();

  expect(snapshot(join(dist, 'p'))).toMatchObject({
    'one/notes.txt': 'second',
    'three/new.txt': 'new',
    'one/a.yaml': '✓ 1\n',
    'two/b.yaml': '✓ 1\n',
  });
});

test('a failure in the middle of a commit takes back what was swapped before', async () => {
  const { dist } = makeRepository({
    'dist/p/one/a.yaml': ours('1'),
    'dist/p/two/a.yaml': ours('1'),
    'dist/q/one/a.yaml': ours('1'),
  });
  const transaction = await openTransaction({ dist });
  transaction.stage('p', files({ 'one/a.yaml': '2', 'two/a.yaml': '2' }));
  transaction.stage('q', files({ 'one/a.yaml': '2', 'two/a.yaml': '2' }));
  rmSync(join(dist, '.kumiki/stage/q'), { recursive: true });
  const before = snapshot(dist);

  expect(() => transaction.commit()).toThrow(/q: no such file or directory \(ENOENT\)/);
  transaction.close();

  expect(before).toMatchObject({ 'p/one/a.yaml': '✓ 1\n' });
  expect(Object.fromEntries(Object.entries(before).filter(([path]) => !path.startsWith('.kumiki')))).toEqual(
    snapshot(dist),
  );
});

test('a foreign file with a second name elsewhere keeps it', async () => {
  const { dist, root } = makeRepository({ 'shared.txt': 'foreign', 'dist/p/one/a.yaml': ours('1') });
  linkSync(join(root, 'shared.txt'), join(dist, 'p/one/shared.txt'));

  await write({ dist, environments: { p: files({ 'one/a.yaml': '2', 'one/b.yaml': '2' }) } });

  expect(statSync(join(dist, 'p/one/shared.txt')).ino).toBe(statSync(join(root, 'shared.txt')).ino);
  expect(statSync(join(root, 'shared.txt')).nlink).toBe(2);
});
