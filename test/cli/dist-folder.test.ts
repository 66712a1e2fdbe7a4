import { expect, test } from 'vitest';
import { distFolder, isInside } from '../../lib/cli/dist-folder.ts';

test.each(['.', '..', 'apps', 'environments/production', '.git', 'node_modules/x'])(
  '--out %s is refused: what is there would be lost',
  (out) => {
    expect(() => distFolder('/repository', out)).toThrow(`--out is '${out}'`);
  },
);

test.each([
  ['dist', '/repository/dist'],
  ['../elsewhere', '/elsewhere'],
  ['/tmp/out', '/tmp/out'],
])('--out %s is %s', (out, folder) => {
  expect(distFolder('/repository', out)).toBe(folder);
});

test('a folder whose name begins with two dots is inside', () => {
  expect(isInside('/repository', '/repository/..odd/x')).toBe(true);
  expect(isInside('/repository', '/other')).toBe(false);
});
