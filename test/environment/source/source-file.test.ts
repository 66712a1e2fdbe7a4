import { expect, test } from 'vitest';
import { readSource, renderSource, sourceFile } from '../../../lib/environment/source/source-file.ts';

const FILE = sourceFile('production');

test('it lies among the data of its environment', () => {
  expect(FILE).toBe('environments/production/source.json');
});

test.each([40, 64])('what was written is read, with %i digits', (digits) => {
  const record = { commit: 'ab12'.repeat(digits / 4) };

  expect(readSource(renderSource(record), FILE)).toEqual(record);
});

test('all mistakes are told at once, each with the file and its value', () => {
  expect(() => readSource('{ "commit": 7, "branch": "main" }', FILE)).toThrow(
    `${FILE}: branch is no key of it. There is: commit.\n${FILE}: commit is 7. Use the whole name of a commit`,
  );
});

test.each([
  ['null', 'the content is null'],
  ['{ "commit": "HEAD" }', 'commit is "HEAD"'],
  [`{ "commit": "${'a'.repeat(40)}\\n" }`, 'commit is "aaaa'],
  [`{ "commit": "${'a'.repeat(40)}", "commit": "${'b'.repeat(40)}" }`, 'commit is there twice'],
])('%s is refused', (text, words) => {
  expect(() => readSource(text, FILE)).toThrow(words);
});
