import { expect, test } from 'vitest';
import { checkValue } from '../../lib/external/output-value.ts';

test.each<[unknown]>([
  ['text'],
  [''],
  ['ä\n\u{1F40D}'],
  [5432],
  [1.5],
  [Number.MAX_SAFE_INTEGER],
  [true],
  [[]],
  [['a', 'b']],
  [[1, 2]],
  [[false]],
])('%j is a value', (value) => {
  expect(checkValue(value)).toEqual({ value });
});

test('a negative zero is zero', () => {
  expect(checkValue(-0)).toEqual({ value: 0 });
});

test.each<[string, unknown, string]>([
  ['null', null, ' is null. Give it a value, or leave it out of the map.'],
  ['null in a list', ['a', null], '[1] is null.'],
  ['an object', { host: 'a', port: 1 }, ' is an object. Name the part that is wanted: .host, .port.'],
  ['an empty object', {}, ' is an object. Name the part that is wanted: it has none.'],
  ['a list in a list', [['a']], '[0] is a list. A list holds texts, numbers or booleans: name a part: [0].'],
  ['an object in a list', [{ a: 1 }], '[0] is an object. A list holds texts, numbers or booleans: name a part: .a.'],
  ['a mixed list', [1, 'a', true], ' is a list of numbers and texts and booleans. Use one type for all items.'],
  ['a number that JSON rounds', 2 ** 53, ' is a number beyond 2^53'],
  ['a number without end', Number.POSITIVE_INFINITY, ' is a number beyond 2^53'],
  ['a rounded number in a list', [1, -(2 ** 60)], '[1] is a number beyond 2^53'],
  ['a lone surrogate', 'a\uD800', ' is a text that is no UTF-8, or holds NUL.'],
  ['NUL', ['a\0'], '[0] is a text that is no UTF-8, or holds NUL.'],
])('%s is refused', (_, value, problem) => {
  expect(checkValue(value)).toEqual({ problem: expect.stringContaining(problem) });
});
