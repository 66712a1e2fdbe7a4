import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { CI_HOSTS } from '../../lib/ci/hosts.ts';
import { documentsOf, jenkinsFiles, recipeFiles, yamlFiles } from './recipes.ts';
import { scriptsOf } from './scripts-of.ts';

test('there is a recipe for every host, for both kinds of repositories', () => {
  expect([...CI_HOSTS.keys()]).toEqual([
    'github',
    'gitlab',
    'gitea',
    'circleci',
    'travis',
    'jenkins',
    'drone',
    'woodpecker',
    'concourse',
  ]);
  expect(new Set(recipeFiles.map(({ host, kind }) => `${host} ${kind}`)).size).toBe(18);
});

test.each(yamlFiles)('$host: $file for $kind is YAML without duplicate keys', (file) => {
  for (const document of documentsOf(file)) expect(document).toBeTypeOf('object');
});

test.each(jenkinsFiles)('$file for $kind is balanced, and its shells are in single quotes', ({ text }) => {
  const code = text.replaceAll(/^\s*\/\/.*$/gm, '').replaceAll(/'''[\s\S]*?'''|'[^'\n]*'|"[^"\n]*"/g, '');

  for (const [open, close] of ['{}', '()', '[]'].map((pair) => pair.split('')))
    expect(code.split(open ?? '').length, `${open}${close}`).toBe(code.split(close ?? '').length);
  expect(code).not.toMatch(/['"]/);
  expect(text).not.toMatch(/\bsh\s*\(?\s*"/);
});

test.each(recipeFiles)('$host: the shells of $file for $kind are read by sh', (file) => {
  const scripts = scriptsOf(file);

  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) {
    const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
});

test.each(recipeFiles)(
  '$host: $file for $kind says what wrote it, and is text that every editor leaves alone',
  ({ text, host }) => {
    expect(text).toMatch(new RegExp(`^(?:#|//) Written by kumiki ci ${host}`));
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[\t\r]|undefined|[ ]\n/);
  },
);
