import { expect, test } from 'vitest';
import { fitLines } from '../../../../lib/cli/commands/promote-source/fit-lines.ts';

test('what fits is there, each on one line', () => {
  expect(fitLines(['one', 'two\n  and more'], 100)).toEqual(['one', 'two and more']);
  expect(fitLines([], 100)).toEqual([]);
});

test('what does not fit is counted, whole lines at a time', () => {
  expect(fitLines(['one', 'two', 'three', 'x'], 20)).toEqual(['one', 'two', 'and 2 more']);
  expect(fitLines(['one'], 20, 7)).toEqual(['one', 'and 7 more']);
  expect(fitLines(['a line that is too long'], 20)).toEqual(['and 1 more']);
});
