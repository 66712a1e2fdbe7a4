import { expect, test } from 'vitest';
import { renderKeyMatrix } from '../../../lib/constructs/secret/key-matrix.ts';

test('says of each environment and key whether it is sealed, also of keys that nobody asks for', () => {
  const sealed = new Map([
    ['staging', ['old']],
    ['production', ['password', 'old']],
  ]);

  expect(renderKeyMatrix(['password'], sealed).join('\n')).toMatchInlineSnapshot(`
    "              old     password
      production  sealed  sealed
      staging     sealed  missing"
  `);
});

test('in a fleet, environments that are alike share a line', () => {
  const fleet = Array.from({ length: 30 }, (_, index): [string, readonly string[]] => [
    `region-${String(index).padStart(2, '0')}`,
    index % 10 === 7 ? [] : ['password'],
  ]);

  expect(renderKeyMatrix(['password'], new Map(fleet)).join('\n')).toMatchInlineSnapshot(`
    "                                               password
      region-00, region-01, region-02 and 24 more  sealed
      region-07, region-17, region-27              missing"
  `);
});

test('without keys there is nothing to say', () => {
  expect(renderKeyMatrix([], new Map([['staging', []]]))).toEqual([]);
});
