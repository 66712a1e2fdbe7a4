import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecord } from '../../lib/external/read-record.ts';
import { renderRecord } from '../../lib/external/render-record.ts';

const FILE = 'environments/production/external/database.json';

const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,8}[A-Za-z0-9]$/);
const text = fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed() && !one.includes('\0'));
const number = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, min: -1e9, max: 1e9 })).map((one) => one + 0);
const value = fc.oneof(text, number, fc.boolean(), fc.array(text), fc.array(number), fc.array(fc.boolean()));
const values = fc.dictionary(key, value, { noNullPrototype: true });
const version = fc.oneof(
  fc.constant({ serial: undefined, lineage: undefined }),
  fc.record({ serial: fc.nat(), lineage: fc.uuid() }),
);

test('what is written is read again', () => {
  fc.assert(
    fc.property(values, version, (some, state) => {
      const read = readRecord(JSON.parse(renderRecord({ ...state, values: some })), FILE);

      expect(read).toEqual({ file: FILE, ...state, values: some });
    }),
  );
});

test('the order in which values come does not show', () => {
  fc.assert(
    fc.property(values, version, (some, state) => {
      const other = Object.fromEntries(Object.entries(some).toReversed());

      expect(renderRecord({ ...state, values: other })).toBe(renderRecord({ ...state, values: some }));
    }),
  );
});

test('a file is sorted, with two spaces and line feeds', () => {
  expect(renderRecord({ serial: 7, lineage: 'abc', values: { port: 5432, hosts: ['a', 'b'], A: true } })).toBe(`{
  "lineage": "abc",
  "serial": 7,
  "values": {
    "A": true,
    "hosts": [
      "a",
      "b"
    ],
    "port": 5432
  }
}
`);
});

test.each<[string, unknown, string]>([
  ['no object', [], 'the content is a list. Use an object'],
  ['without values', {}, 'values is missing.'],
  ['with values of another type', { values: ['a'] }, 'values is a list.'],
  ['with a misspelt key', { values: {}, serail: 1 }, 'serail is no key of it. Did you mean serial?'],
  ['with a serial of text', { values: {}, serial: '7', lineage: 'a' }, 'serial is "7". Use a whole number, 0 or more.'],
  ['with a serial below 0', { values: {}, serial: -1, lineage: 'a' }, 'serial is -1.'],
  ['with an empty lineage', { values: {}, serial: 1, lineage: '' }, 'lineage is "".'],
  ['with a serial alone', { values: {}, serial: 1 }, 'has only one of serial and lineage. They go together.'],
  ['with a value that is an object', { values: { a: { b: 1 } } }, 'values.a is an object.'],
  ['with a value that is null', { values: { a: null } }, 'values.a is null.'],
  ['with a key that is none', { values: { 'a b': 1 } }, "values has 'a b', which cannot be a key."],
])('a file %s is refused', (_, content, message) => {
  const read = (): unknown => readRecord(content, FILE);

  expect(read).toThrow(`${FILE}: ${message}`);
  expect(read).toThrow(`${FILE}: import it again with kumiki external import.`);
});
