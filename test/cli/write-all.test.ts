import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeAll } from '../../lib/cli/write-all.ts';
import { makeRepository } from '../environment/fixture-repository.ts';
import { textsBelow } from './shop.ts';

test('files are written with their folders, and nothing else stays', () => {
  const root = makeRepository({ 'a/old.json': 'old' });

  writeAll(
    root,
    new Map([
      ['a/old.json', 'new'],
      ['b/c/d.json', 'd'],
    ]),
  );

  expect(textsBelow(root)).toEqual({ 'a/old.json': 'new', 'b/c/d.json': 'd' });
});

test('where the last cannot be written, the first are as they were', () => {
  const root = makeRepository({ 'a/old.json': 'old' });
  mkdirSync(path.join(root, 'a/folder.json'));
  mkdirSync(path.join(root, 'a/folder.json/full'));

  const write = (): void =>
    writeAll(
      root,
      new Map([
        ['a/old.json', 'new'],
        ['a/new.json', 'new'],
        ['a/folder.json', 'new'],
      ]),
    );

  expect(write).toThrow(/a\/folder\.json: cannot be written \(\w+\)\. .* nothing was changed\./);
  expect(textsBelow(root)).toEqual({ 'a/old.json': 'old' });
  expect(readdirSync(path.join(root, 'a')).toSorted()).toEqual(['folder.json', 'old.json']);
});

test('a file without a text goes, and one that is not there is no mistake', () => {
  const root = makeRepository({ 'a/old.json': 'old', 'a/other.json': 'other' });

  writeAll(
    root,
    new Map([
      ['a/old.json', undefined],
      ['a/never.json', undefined],
      ['no/such/folder.json', undefined],
    ]),
  );

  expect(textsBelow(root)).toEqual({ 'a/other.json': 'other' });
  expect(readdirSync(root)).toEqual(['a']);
});

test('where a later one cannot be written, what was removed is there again', () => {
  const root = makeRepository({ 'a/old.json': 'old' });
  mkdirSync(path.join(root, 'a/folder.json/full'), { recursive: true });

  const write = (): void =>
    writeAll(
      root,
      new Map([
        ['a/old.json', undefined],
        ['a/folder.json', 'new'],
      ]),
    );

  expect(write).toThrow(/a\/folder\.json: cannot be written \(\w+\)\. .* nothing was changed\./);
  expect(textsBelow(root)).toEqual({ 'a/old.json': 'old' });
});

test('a folder in the place of a file to remove is an error, and stays', () => {
  const root = makeRepository({ 'a/folder.json/inside.txt': 'inside' });

  expect(() => writeAll(root, new Map([['a/folder.json', undefined]]))).toThrow(
    /a\/folder\.json: cannot be written \(EISDIR\)\./,
  );
  expect(textsBelow(root)).toEqual({ 'a/folder.json/inside.txt': 'inside' });
});
