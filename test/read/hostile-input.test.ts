import { expect, test } from 'vitest';
import { readManifests } from '../../lib/read/read-manifests.ts';

const DEEP = 10_000;

test.each([
  ['flow lists', `a: ${'['.repeat(DEEP)}${']'.repeat(DEEP)}`],
  ['flow maps', `a: ${'{a: '.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
  ['lists that are never closed', `a: ${'['.repeat(DEEP)}`],
  ['lists on one line', `a:\n${'- '.repeat(DEEP)}x`],
  ['keys with a question mark', `${'? '.repeat(DEEP)}x`],
  ['JSON lists', `{"a": ${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`],
  ['JSON maps', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
])('refuses 10,000 levels of %s', (_what, text) => {
  const { objects, findings } = readManifests(`${text}\n---\nkind: A\n`, 'a.yaml');

  expect(objects.map(({ object }) => object)).toEqual([{ kind: 'A' }]);
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^a\.yaml:\d+:\d+: nested more than 500 levels deep\. No object of Kubernetes is: write less deeply\.$/,
    ),
  ]);
});

test('refuses 2,000 levels of block maps', () => {
  const text = Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');

  const { findings } = readManifests(text, 'a.yaml');

  expect(findings.map(({ rule, message }) => [rule, message.split(':')[1]])).toEqual([['server/broken-yaml', '501']]);
});

test.each([
  ['flow lists', (depth: number) => `a: ${'['.repeat(depth)}${']'.repeat(depth)}`],
  ['JSON', (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`],
  ['aliases', (depth: number) => `x: &x 1\na: ${'['.repeat(depth)}*x${']'.repeat(depth)}`],
])('reads 400 levels of %s', (_what, write) => {
  const { objects, findings } = readManifests(write(400), 'a.yaml');

  expect(objects).toHaveLength(1);
  expect(findings).toEqual([]);
});

test.each([
  ['lists', (name: string, below: string) => `${name}: &${name} [${Array(10).fill(`*${below}`).join(', ')}]\n`],
  [
    'maps',
    (name: string, below: string) =>
      `${name}: &${name} {${Array.from({ length: 10 }, (_, index) => `k${index}: *${below}`).join(', ')}}\n`,
  ],
  [
    'merges',
    (name: string, below: string) =>
      `${name}: &${name} {${Array.from({ length: 10 }, (_, index) => `k${index}: {<<: *${below}}`).join(', ')}}\n`,
  ],
])('refuses a bomb of aliases in %s quickly', (_what, level) => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const text = `a: &a {x: 1}\n${names
    .slice(1)
    .map((name, index) => level(name, names[index] ?? 'a'))
    .join('')}`;
  const start = performance.now();

  const { objects, findings } = readManifests(text, 'a.yaml');

  expect(performance.now() - start).toBeLessThan(1000);
  expect(objects).toEqual([]);
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('the aliases expand to too much. Write out what they stand for.'),
  ]);
});

test('takes many aliases of something small', () => {
  const text = `x: &x {cpu: 100m}\nlist:\n${'- *x\n'.repeat(5000)}`;

  const { objects, findings } = readManifests(text, 'a.yaml');

  expect(objects[0]?.object['list']).toHaveLength(5000);
  expect(findings).toEqual([]);
});

test.each([
  ['spaces', `a:${' '.repeat(200_000)}x`],
  ['hashes', `a: ${'#'.repeat(200_000)}`],
  ['colons', `a: ${':'.repeat(200_000)}`],
  ['quotes', `a: '${"''".repeat(100_000)}'`],
  ['backslashes', `a: "${'\\\\'.repeat(100_000)}"`],
  ['JSON backslashes', `{"a": "${'\\\\'.repeat(100_000)}"}`],
  ['a broken JSON escape', `{"a": "${'\\\\'.repeat(100_000)}\\q"}`],
  ['empty lines', `a: x${'\n'.repeat(200_000)}b: 1`],
  ['documents', '---\na: 1\n'.repeat(20_000)],
  ['separators', '---\n'.repeat(100_000)],
  ['broken separators', '---x\n'.repeat(2000)],
  ['spaces in a key', `${'a '.repeat(100_000)}: 1`],
  ['tabs', `a: *x\n${'\t\n'.repeat(2000)}`],
])('reads many %s in linear time', (_what, text) => {
  const start = performance.now();

  readManifests(text, 'a.yaml');

  expect(performance.now() - start).toBeLessThan(2000);
});
