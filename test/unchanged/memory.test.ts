import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Memory } from '../../lib/unchanged/memory.ts';
import { everythingBelow } from '../../lib/unchanged/stamp.ts';

let root: string;
const at = (...names: readonly string[]): string => path.join(root, ...names);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'kumiki-memory-'));
  mkdirSync(at('node_modules'));
  mkdirSync(at('dist'));
  writeFileSync(at('source.ts'), 'one');
  writeFileSync(at('dist', 'a.yaml'), 'a');
  new Memory(root, ['1.0.0']).keep([at('source.ts'), at('missing.json'), ...everythingBelow(at('dist'))], {
    objects: 3,
  });
});

afterEach(() => rmSync(root, { recursive: true }));

test('recalls the result while nothing has changed', () => {
  expect(new Memory(root, ['1.0.0']).recall()).toEqual({ objects: 3 });
});

test.each<[string, () => void]>([
  ['a source is written, with as many bytes', () => writeFileSync(at('source.ts'), 'two')],
  ['a missing file appears', () => writeFileSync(at('missing.json'), '{}')],
  ['a file of dist is edited', () => writeFileSync(at('dist', 'a.yaml'), 'b')],
  [
    'a file of dist is replaced',
    () => {
      writeFileSync(at('b'), 'a');
      renameSync(at('b'), at('dist', 'a.yaml'));
    },
  ],
  ['a file of dist is removed', () => rmSync(at('dist', 'a.yaml'))],
  ['a foreign file appears in dist', () => writeFileSync(at('dist', 'b.yaml'), 'b')],
])('forgets it once %s', (_, change) => {
  change();

  expect(new Memory(root, ['1.0.0']).recall()).toBeUndefined();
});

test('knows nothing of a run with another key', () => {
  expect(new Memory(root, ['1.0.1']).recall()).toBeUndefined();
});

test('passes over a file that it cannot read', () => {
  writeFileSync(at('node_modules', '.cache', 'kumiki', 'x.json'), '{');

  expect(new Memory(root, ['1.0.0']).recall()).toEqual({ objects: 3 });
});

test('keeps nothing without node_modules', () => {
  rmSync(at('node_modules'), { recursive: true });
  const memory = new Memory(root, ['1.0.0']);

  memory.keep([at('source.ts')], { objects: 3 });

  expect(memory.recall()).toBeUndefined();
});
