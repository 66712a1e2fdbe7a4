import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { installPackages } from '../../../lib/cli/change/install-packages.ts';
import { makeRepository } from '../../environment/fixture-repository.ts';
import { temporaryFolder } from '../../git/make-remote.ts';
import { messageOf } from '../../http/client-of.ts';

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

test('a lock that changes in one folder leaves what is kept for the other', async () => {
  const cache = temporaryFolder();
  const root = makeRepository({ 'package.json': '{}', 'package-lock.json': lockOf({}) });
  await installPackages(root, withNpm(cache));
  const [first = ''] = readdirSync(path.join(cache, 'kumiki/packages'));
  writeFileSync(path.join(cache, 'kumiki/packages', first, 'node_modules/one'), '');
  writeFileSync(path.join(root, 'package-lock.json'), `${lockOf({})}\n`);

  await installPackages(root, withNpm(cache));

  expect(existsSync(path.join(root, 'node_modules/one'))).toBe(false);
  writeFileSync(path.join(root, 'package-lock.json'), lockOf({}));
  await installPackages(root, withoutNpm(cache));
  expect(existsSync(path.join(root, 'node_modules/one'))).toBe(true);
});

test('what is kept and not whole is installed again', async () => {
  const cache = temporaryFolder();
  const root = makeRepository({ 'package.json': '{}', 'package-lock.json': lockOf({}) });
  await installPackages(root, withNpm(cache));
  const [kept = ''] = readdirSync(path.join(cache, 'kumiki/packages'));
  rmSync(path.join(cache, 'kumiki/packages', kept, 'node_modules'), { recursive: true });

  await installPackages(root, withNpm(cache));

  expect(existsSync(path.join(root, 'node_modules'))).toBe(true);
});

test('what was to leave packages out, or to install elsewhere, does not count', async () => {
  const cache = temporaryFolder();
  const bin = temporaryFolder();
  writeFileSync(path.join(bin, 'npm'), '#!/bin/sh\nenv > said\necho "$@" >> said\n', { mode: 0o755 });
  const root = makeRepository({ 'package.json': '{}', 'package-lock.json': lockOf({}) });
  const outside = {
    NODE_ENV: 'production',
    npm_config_omit: 'dev',
    npm_config_cpu: 'mips',
    NPM_CONFIG_WORKSPACE: 'x',
    npm_config_registry: 'r',
    npm_config_prefix: '/p',
  };

  await installPackages(root, { ...withNpm(cache), ...outside, PATH: `${bin}:${process.env['PATH']}` });

  const said = readFileSync(path.join(root, 'said'), 'utf8');
  expect(said).toContain('ci --include=dev --include=optional --include=peer --ignore-scripts');
  expect(said).toContain('npm_config_registry=r');
  expect(said).toContain('npm_config_prefix=/p');
  expect(said).not.toMatch(/NODE_ENV|omit|WORKSPACE|mips/);
});

const MEMORY = '/dev/shm';
const isOtherFileSystem = existsSync(MEMORY) && statSync(MEMORY).dev !== statSync(tmpdir()).dev;

test.runIf(isOtherFileSystem)('packages are kept also on another file system', async () => {
  const cache = mkdtempSync(path.join(MEMORY, 'kumiki-test-'));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const root = makeRepository({ 'package.json': '{}', 'package-lock.json': lockOf({}) });

  await installPackages(root, withNpm(cache));

  expect(lstatSync(path.join(root, 'node_modules')).isSymbolicLink()).toBe(true);
  expect(readdirSync(path.join(cache, 'kumiki/packages'))).toHaveLength(1);
});

test('where nothing can be kept, packages stay in the repository', async () => {
  const root = makeRepository({ 'package.json': '{}', 'package-lock.json': lockOf({}), file: '' });

  await installPackages(root, { ...withNpm(temporaryFolder()), XDG_CACHE_HOME: path.join(root, 'file') });

  expect(lstatSync(path.join(root, 'node_modules')).isDirectory()).toBe(true);
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

test('a lock that npm refuses is a mistake, in its words without how to use it', async () => {
  const cache = temporaryFolder();
  const root = makeRepository({ 'package.json': '{}', 'package-lock.json': '{' });

  const message = await messageOf(installPackages(root, withNpm(cache)));

  expect(message).toMatch(
    /^package-lock\.json: npm ci refuses it\. Run npm install in the manifest repository, and commit it with package\.json\.\n {2}npm (?:error|ERR!) code EUSAGE\n/,
  );
  expect(message.split('\n').length).toBeLessThan(8);
  expect(existsSync(path.join(cache, 'kumiki'))).toBe(false);
});

test('what npm says is told, and nothing is kept', async () => {
  const cache = temporaryFolder();
  const root = makeRepository({
    'package.json': '{ "dependencies": { "x": "1.0.0" } }',
    'package-lock.json': JSON.stringify({
      name: 'manifests',
      lockfileVersion: 3,
      packages: {
        '': { name: 'manifests', dependencies: { x: '1.0.0' } },
        'node_modules/x': { version: '1.0.0', resolved: 'http://127.0.0.1:9/x.tgz' },
      },
    }),
  });
  writeFileSync(path.join(root, '.npmrc'), 'offline=true\n');

  await expect(installPackages(root, withNpm(cache))).rejects.toThrow(
    /^npm ci failed in the manifest repository:\n {2}npm (?:error|ERR!) code ENOTCACHED\n/,
  );
  expect(existsSync(path.join(cache, 'kumiki'))).toBe(false);
});
