import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findRepository } from '../../lib/cli/find-repository.ts';

test('the repository of a folder inside it is the one above', () => {
  const root = repository();
  mkdirSync(path.join(root, 'apps', 'deep'), { recursive: true });

  const found = findRepository(path.join(root, 'apps', 'deep'));

  expect(found).toBe(root);
});

test('a folder with environments is a repository, also without a package.json', () => {
  const root = temporaryFolder();
  mkdirSync(path.join(root, 'environments'));

  expect(findRepository(root)).toBe(root);
});

test('where there is none the message says what to write', () => {
  const folder = temporaryFolder();

  expect(() => findRepository(folder)).toThrow(/there is no environment in .*, and no repository above it\. Write/);
});

function repository(): string {
  const root = temporaryFolder();
  mkdirSync(path.join(root, 'environments'));
  writeFileSync(path.join(root, 'package.json'), '{}');
  return root;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-find-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
