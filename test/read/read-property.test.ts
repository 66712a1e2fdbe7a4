import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readManifests } from '../../lib/read/read-manifests.ts';
import { emitDocument } from '../../lib/write/emit-yaml.ts';

// Go's readers know no half surrogate pairs; numbers stay below what they and JavaScript hold alike.
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc.constantFrom('y', 'no', '0o17', '012', '1e3', '~', '', ' ', '- a', 'a: b', 'a\nb\n', '  a\n b'),
);
const scalar = fc.oneof(
  anyText,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4 }),
  ),
}));
const object = fc.dictionary(fc.stringMatching(/^[a-z]{3,8}$/), value, { minKeys: 1, maxKeys: 5 });

test('reads what JSON.stringify wrote', () => {
  fc.assert(
    fc.property(object, fc.constantFrom(0, 2), (written, indent) => {
      expect(readBack(JSON.stringify(written, null, indent))).toEqual([normal(written)]);
    }),
  );
});

test('reads JSON inside YAML like JSON alone', () => {
  fc.assert(
    fc.property(object, (written) => {
      expect(readBack(`a: 1\n---\nb: ${JSON.stringify(written)}\n`)).toEqual([{ a: 1 }, { b: normal(written) }]);
    }),
  );
});

test('reads what our own emitter wrote', () => {
  fc.assert(
    fc.property(object, (written) => {
      expect(readBack(emitDocument(normal(written)))).toEqual([normal(written)]);
    }),
  );
});

// The package's 1.1 mode leaves some texts unquoted that Go reads as something else: only these letters are safe.
const safeText = fc
  .string({ unit: fc.constantFrom(...'abz: -#,[]{}"\'|>&*!%@\n'), maxLength: 100 })
  .filter((each) => !/^[ \n]|[ \n]$|\n /.test(each));

test.each(['BLOCK_FOLDED', 'BLOCK_LITERAL', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'PLAIN'] as const)(
  'reads what the yaml package wrote in 1.1 mode, texts in style %s',
  (defaultStringType) => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{3,8}$/), fc.oneof(safeText, fc.array(safeText)), { minKeys: 1 }),
        (written) => {
          const text = stringify(written, {
            version: '1.1',
            defaultStringType,
            defaultKeyType: 'PLAIN',
            lineWidth: 30,
          });

          expect(readBack(text)).toEqual([written]);
        },
      ),
    );
  },
);

test('any text gives objects or findings, never a crash', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab:-?#&*!|>\'"%@[]{},.\\ \n\t\r01~<='), maxLength: 60 }),
      (written) => {
        const { objects, findings } = readManifests(written, 'a.yaml');

        expect(objects.every(({ line }) => line >= 1)).toBe(true);
        expect(findings.every(({ message }) => /^a\.yaml:\d+:\d+: [\s\S]+[.]$/.test(message))).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

/** JSON has no minus zero for Kubernetes. */
function normal<T>(written: T): T {
  return JSON.parse(JSON.stringify(written));
}

function readBack(written: string): readonly unknown[] {
  const { objects, findings } = readManifests(written, 'a.yaml');
  expect(findings).toEqual([]);
  return objects.map((each) => each.object);
}
