import { existsSync, lstatSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { installPackages } from '../../../lib/cli/change/install-packages.ts';
import { makeRepository } from '../../environment/fixture-repository.ts';
import { temporaryFolder } from '../../git/make-remote.ts';

const lockOf = (packages: object) =>
  JSON.stringify({ name: 'manifests', lockfileVersion: 3, packages: { '': { name: 'manifests' }, ...packages } });
const withNpm = (cache: string) => ({ PATH: process.env['PATH'], HOME: cache, XDG_CACHE_HOME: cache });
const withoutNpm = (cache: string) => ({ PATH: '', HOME: cache, XDG_CACHE_HOME: cache });

test('packages are installed once for a lock, without its scripts', async () => {
  const cache = temporaryFolder();
  const files = {
    'package.json': '{ "name": "manifests", "scripts": { "postinstall": "touch ran", "prepare": "touch ran" } }',
    'package-lock.json': lockOf({}),
  };
  const first = makeRepository(files);
  await installPackages(first, withNpm(cache));

  const second = makeRepository(files);
  await installPackages(second, withoutNpm(cache));

  expect(existsSync(path.join(first, 'ran'))).toBe(false);
  expect(lstatSync(path.join(second, 'node_modules')).isSymbolicLink()).toBe(true);
  expect(readdirSync(path.join(cache, 'kumiki/packages'))).toHaveLength(1);
});

test('another lock is another installation', async () => {
  const cache = temporaryFolder();
  const root = makeRepository({ 'package.json': '{}', 'package-lock.json': lockOf({}) });
  await installPackages(root, withNpm(cache));
  const other = makeRepository({ 'package.json': '{}', 'package-lock.json': lockOf({ 'node_modules/x': {} }) });

  await expect(installPackages(other, withoutNpm(cache))).rejects.toThrow('npm: cannot be run. Install it, on PATH');
});

test('a package that is a folder of the repository stays with it', async () => {
  const cache = temporaryFolder();
  const root = makeRepository({
    'package.json': '{ "name": "manifests", "dependencies": { "ours": "file:ours" } }',
    'ours/package.json': '{ "name": "ours", "version": "1.0.0" }',
    'package-lock.json': JSON.stringify({
      name: 'manifests',
      lockfileVersion: 3,
      packages: {
        '': { name: 'manifests', dependencies: { ours: 'file:ours' } },
        'node_modules/ours': { resolved: 'ours', link: true },
        ours: { version: '1.0.0' },
      },
    }),
  });

  await installPackages(root, withNpm(cache));

  expect(lstatSync(path.join(root, 'node_modules')).isSymbolicLink()).toBe(false);
  expect(existsSync(path.join(root, 'node_modules/ours/package.json'))).toBe(true);
  expect(existsSync(path.join(cache, 'kumiki'))).toBe(false);
});

test('without a lock nothing says which kumiki renders', async () => {
  const root = makeRepository({ 'package.json': '{}' });

  await expect(installPackages(root, withNpm(temporaryFolder()))).rejects.toThrow(
    'package-lock.json: the manifest repository has none',
  );
});

test('what npm says is told, and nothing is kept', async () => {
  const cache = temporaryFolder();
  const root = makeRepository({
    'package.json': '{ "dependencies": { "x": "1.0.0" } }',
    'package-lock.json': lockOf({}),
  });
  writeFileSync(path.join(root, '.npmrc'), 'offline=true\n');

  await expect(installPackages(root, withNpm(cache))).rejects.toThrow(
    /^npm ci failed in the manifest repository:\n {2}/,
  );
  expect(existsSync(path.join(cache, 'kumiki'))).toBe(false);
});
