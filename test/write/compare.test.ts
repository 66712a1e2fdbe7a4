import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareDist, listForeign } from '../../lib/write/compare.ts';
import { files, makeRepository, ours, snapshot } from './scratch.ts';

test('a dist that is what the source gives has no difference', () => {
  const { dist } = makeRepository({ 'dist/p/one/a.yaml': ours('1'), 'dist/p/README.md': 'foreign' });

  expect(compareDist(dist, 'p', files({ 'one/a.yaml': '1' }))).toEqual({
    changed: [],
    missing: [],
    extra: [],
    foreign: [],
  });
});

test('each difference is listed by its path below the environment, and nothing is changed', () => {
  const { dist, root } = makeRepository({
    'dist/p/one/changed.yaml': ours('1'),
    'dist/p/one/longer.yaml': ours('1 and more'),
    'dist/p/one/returns.yaml': ours('2').replaceAll('\n', '\r\n'),
    'dist/p/one/extra.yaml': ours('1'),
    'dist/p/one/blocked.yaml': 'foreign',
    'dist/p/one/theirs.YML': 'foreign',
    'dist/p/deep/er/theirs.json': '{}',
    'dist/p/one/notes.txt': 'foreign',
    'outside/x.yaml': 'foreign',
  });
  symlinkSync('../../outside', join(dist, 'p/linked'));
  symlinkSync('nowhere', join(dist, 'p/dangling'));
  mkdirSync(join(dist, 'p/one/folder.yaml'));
  const before = snapshot(root);

  const comparison = compareDist(
    dist,
    'p',
    files({
      'one/changed.yaml': '2',
      'one/longer.yaml': '1',
      'one/returns.yaml': '2',
      'one/blocked.yaml': '2',
      'one/folder.yaml': '2',
      'two/missing.yaml': '2',
    }),
  );

  expect(comparison).toEqual({
    changed: ['one/changed.yaml', 'one/longer.yaml', 'one/returns.yaml'],
    missing: ['one/folder.yaml', 'two/missing.yaml'],
    extra: ['one/extra.yaml'],
    foreign: ['deep/er/theirs.json', 'linked', 'one/blocked.yaml', 'one/folder.yaml', 'one/theirs.YML'],
  });
  expect(snapshot(root)).toEqual(before);
});

test('a choice looks at its applications only', () => {
  const { dist } = makeRepository({
    'dist/p/one/extra.yaml': ours('1'),
    'dist/p/two/extra.yaml': ours('1'),
    'dist/p/two/theirs.yaml': 'foreign',
  });

  const comparison = compareDist(dist, 'p', files({ 'one/a.yaml': '1' }), { applications: new Set(['one']) });

  expect(comparison).toEqual({ changed: [], missing: ['one/a.yaml'], extra: ['one/extra.yaml'], foreign: [] });
});

test('an environment that was never written is missing as a whole', () => {
  const { dist } = makeRepository();

  expect(compareDist(dist, 'p', files({ 'one/a.yaml': '1' }))).toEqual({
    changed: [],
    missing: ['one/a.yaml'],
    extra: [],
    foreign: [],
  });
});

test('foreign manifests are listed without knowing what should be there', () => {
  const { dist } = makeRepository({
    'dist/p/one/a.yaml': ours('1'),
    'dist/p/one/b.yaml': 'foreign',
    'dist/p/c.json': '{}',
    'dist/p/notes.txt': 'foreign',
    'dist/q/d.yaml': 'foreign',
  });

  expect(listForeign(dist, 'p')).toEqual(['c.json', 'one/b.yaml']);
});
