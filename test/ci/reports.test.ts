import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, write } from '../environment/fixture-repository.ts';
import { fileOf } from './recipes.ts';
import { scriptsOf } from './scripts-of.ts';

const concourse = scriptsOf(fileOf('concourse', 'manifests', 'kumiki.yaml'));
const [copy = '', , quote = ''] = concourse;

test('a report is code to Markdown, whatever it says', () => {
  const folder = makeRepository({
    'found/kumiki-report.txt': 'one\r\n```\r@everyone\n\n<img src=x>\n',
    'report/.keep': '',
  });

  execFileSync('sh', ['-euc', quote], { cwd: folder });

  const lines = readFileSync(path.join(folder, 'report/comment.md'), 'utf8').split('\n').slice(0, -1);
  expect(lines.filter((line) => !line.startsWith('    '))).toEqual([]);
  expect(lines.join('')).not.toContain('\r');
});

test('a report that is a link to somewhere is none', () => {
  const folder = makeRepository({ secret: 'secret', 'report/.keep': '' });
  mkdirSync(path.join(folder, 'found'));
  symlinkSync('../secret', path.join(folder, 'found/kumiki-report.txt'));

  execFileSync('sh', ['-euc', quote], { cwd: folder });

  expect(readFileSync(path.join(folder, 'report/comment.md'), 'utf8')).toBe('There is no report.\n');
});

test('the copy that code of a pull request runs in has its base, and no token of what fetched it', () => {
  const folder = makeRepository({ 'pull-request/file': 'of the base' });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: path.join(folder, 'pull-request'),
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('add', 'file');
  git('commit', '--quiet', '--message=base');
  const base = git('rev-parse', 'HEAD');
  git('remote', 'add', 'origin', 'https://x-oauth-basic:ghp_secret@github.com/acme/manifests.git');
  git('commit', '--quiet', '--allow-empty', '--message=pull request');
  write(folder, 'pull-request/.git/resource/base_sha', base);

  execFileSync('sh', ['-euc', copy], { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder } });

  const source = path.join(folder, 'source');
  expect(existsSync(path.join(source, 'file'))).toBe(true);
  expect(readFileSync(path.join(source, '.git/config'), 'utf8')).not.toContain('secret');
  expect(execFileSync('git', ['rev-parse', 'origin/main'], { cwd: source, encoding: 'utf8' }).trim()).toBe(base);
});
