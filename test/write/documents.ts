import * as fc from 'fast-check';
import { TRAPS } from './strings.ts';

const PIECES = [
  [
    'a',
    'b',
    '1',
    '0',
    '.',
    'e',
    '_',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r',
    ':',
    ': ',
    '#',
    ' #',
    '- ',
    '-',
    '?',
    '? ',
    '|',
    '>',
    '%',
    '@',
    '`',
    '"',
    "'",
    '\\',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&',
    '*',
    '!',
    '~',
    '=',
    '<<',
    '---',
    '...',
  ],
  [
    'y',
    'no',
    'null',
    'x',
    'o',
    '+',
    '/',
    '$',
    '(',
    ';',
    'ä',
    '😀',
    '\u0085',
    '\u2028',
    '\u007F',
    '\uFEFF',
    '\u00A0',
    '\u0001',
    'text',
    'a: b',
    'key',
  ],
].flat();

/** Any well-formed text without NUL, most of it close to what readers trip over. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TRAPS) },
  { weight: 5, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.replaceAll('\0', '')) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...TRAPS), { maxLength: 4 }).map((pieces) => pieces.join('\n')) },
);

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 1e-7, 1.5e-10, 1e20, -1e300, 5e-324, 2 ** 53, 2 ** 64),
);

const key = fc.oneof(
  { weight: 20, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom('k'.repeat(1200), ': '.repeat(600), 'ä'.repeat(1100)) },
);

/** Plain JSON as the walk hands it over: any object of any depth. */
export const document: fc.Arbitrary<Record<string, unknown>> = fc
  .letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 6, arbitrary: text },
      { weight: 1, arbitrary: number },
      { weight: 1, arbitrary: fc.constantFrom(null, true, false, [], {}) },
      { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
      { weight: 3, arbitrary: tie('fields') },
    ),
    fields: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  }))
  .fields.map((fields) => JSON.parse(JSON.stringify(fields)));
