import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RepositoryFiles } from '../../../lib/environment/data/repository-files.ts';
import { makeRepository } from '../fixture-repository.ts';

function readAll(root: string, place: string, told: string[] = []): Readonly<Record<string, string>> {
  const files = new RepositoryFiles(root, (file) => told.push(path.relative(root, file)));
  return Object.fromEntries(files.readAll(place, 'Make it.'));
}

test('of a folder, every YAML and JSON file below it, sorted', () => {
  const root = makeRepository({
    'vendor/redis/b.yaml': 'b',
    'vendor/redis/a/c.yml': 'c',
    'vendor/redis/d.JSON': 'd',
    'vendor/redis/README.md': 'no',
    'vendor/redis/.hidden/e.yaml': 'no',
    'vendor/redis/.f.yaml': 'no',
    'vendor/redis/node_modules/g.yaml': 'no',
  });

  const files = readAll(root, 'vendor/redis');

  expect(Object.entries(files)).toEqual([
    ['vendor/redis/a/c.yml', 'c'],
    ['vendor/redis/b.yaml', 'b'],
    ['vendor/redis/d.JSON', 'd'],
  ]);
});

test('a file, whatever it is called', () => {
  const root = makeRepository({ 'crds/widgets': 'w' });

  expect(readAll(root, 'crds/widgets')).toEqual({ 'crds/widgets': 'w' });
});

test('folders are told too, so that a file that comes to one is a change', () => {
  const told: string[] = [];
  const root = makeRepository({ 'vendor/redis/a/c.yaml': 'c' });

  readAll(root, 'vendor/redis', told);

  expect(new Set(told)).toEqual(new Set(['vendor/redis', 'vendor/redis/a', 'vendor/redis/a/c.yaml']));
});

test('a link to a file of the repository is that file', () => {
  const root = makeRepository({ 'shared/a.yaml': 'a' });
  mkdirSync(path.join(root, 'vendor'));
  symlinkSync('../shared/a.yaml', path.join(root, 'vendor/b.yaml'));

  expect(readAll(root, 'vendor')).toEqual({ 'vendor/b.yaml': 'a' });
});

test.each<[string, string, string]>([
  ['nothing', 'vendor/nope', 'vendor/nope: there is no such file. Make it.'],
  ['no path', '', '"": is no path. Write one from the repository’s root.'],
  ['a path outside', '../x', '../x: is outside the repository.'],
  ['a link out of it', 'vendor/out', 'vendor/out: is outside the repository.'],
  ['a link to a folder', 'vendor/linked', 'vendor/linked/folder: is a link to a folder. Name that folder itself.'],
  ['a link out of it, in a folder', 'vendor/linked-file', 'vendor/linked-file/a.yaml: is outside the repository.'],
])('%s is refused', (_, place, message) => {
  const root = makeRepository({ 'shared/a.yaml': 'a', 'vendor/linked/b.yaml': 'b', 'vendor/linked-file/b.yaml': 'b' });
  const outside = makeRepository({ 'a.yaml': 'a' });
  symlinkSync(outside, path.join(root, 'vendor/out'));
  symlinkSync('../../shared', path.join(root, 'vendor/linked/folder'));
  symlinkSync(path.join(outside, 'a.yaml'), path.join(root, 'vendor/linked-file/a.yaml'));

  expect(() => readAll(root, place)).toThrow(message);
});
