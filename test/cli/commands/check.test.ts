import { expect, test } from 'vitest';
import { makeRepository } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';
import { makeShop, textsBelow } from '../shop.ts';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\ndata: { a: "1" }\n';
const MISSPELT = CONFIG.replace('\ndata:', '\ndta:');

test('checks what the environments render, and writes nothing', async () => {
  const root = makeShop();

  const { code, out } = await runKumiki(root, ['check']);

  expect({ code, out }).toEqual({ code: 0, out: '7 objects checked: nothing found.\n' });
  expect(Object.keys(textsBelow(root)).some((file) => file.startsWith('dist'))).toBe(false);
});

test('checks files outside of a repository, each finding with file, line and column', async () => {
  const folder = makeRepository({ 'a.yaml': `${CONFIG}---\n${MISSPELT}` });

  const { code, err } = await runKumiki(folder, ['check', 'a.yaml']);

  expect(code).toBe(1);
  expect(err).toContain('a.yaml:9:1: dta is not a field of ConfigMap v1. Did you mean data?');
});

test('--json gives objects and findings, each with its file', async () => {
  const folder = makeRepository({ 'a.yaml': MISSPELT });

  const { out } = await runKumiki(folder, ['check', '--json', '.']);

  expect(JSON.parse(out)).toMatchObject({
    objects: 1,
    findings: [{ rule: 'server/unknown-field', severity: 'error', file: 'a.yaml', path: '/dta' }],
  });
});

test('--kubernetes chooses the version', async () => {
  const sleep =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - { name: a, image: a:1, lifecycle: { preStop: { sleep: { seconds: 1 } } } }\n';
  const folder = makeRepository({ 'a.yaml': sleep });

  expect((await runKumiki(folder, ['check', '--kubernetes', '1.27', 'a.yaml'])).code).toBe(1);
  expect((await runKumiki(folder, ['check', '--kubernetes', '1.34', 'a.yaml'])).code).toBe(0);
});

test.each<[string, readonly string[], string]>([
  ['a version that is none', ['--kubernetes', '1.26', 'a.yaml'], "--kubernetes is '1.26'. There are: 1.27,"],
  ['a category that is none', ['--only', 'servr', 'a.yaml'], "--only 'servr' is no category. There are: server,"],
  ['a path that is not there', ['b.yaml'], 'b.yaml'],
])('refuses %s', async (_, args, message) => {
  const folder = makeRepository({ 'a.yaml': CONFIG });

  const { code, err } = await runKumiki(folder, ['check', ...args]);

  expect(code).toBe(1);
  expect(err).toContain(message);
});

test('--only leaves other categories out', async () => {
  const folder = makeRepository({ 'a.yaml': MISSPELT });

  expect((await runKumiki(folder, ['check', '--only', 'practice', 'a.yaml'])).code).toBe(0);
});

test.each<[string, string]>([
  ['10,000 levels', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`],
  [
    'an alias bomb',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghij'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`).join('\n')}\n`,
  ],
])('tells of %s with one clear message', async (_, text) => {
  const folder = makeRepository({ 'a.yaml': text });

  const { code, err } = await runKumiki(folder, ['check', 'a.yaml']);

  expect(code).toBe(1);
  expect(err.split('\n').filter((line) => line.startsWith('error'))).toHaveLength(1);
});
