import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { emitDocument } from '../../lib/write/emit-yaml.ts';
import { document } from './documents.ts';
import { TRAPS } from './strings.ts';

function read(text: string, version: '1.1' | '1.2'): string {
  const parsed = parseDocument(text, { version });

  expect([...parsed.errors, ...parsed.warnings]).toEqual([]);

  return JSON.stringify(parsed.toJS());
}

test.each(['1.1', '1.2'] as const)('random documents come back equal from a YAML %s reader', (version) => {
  fc.assert(
    fc.property(document, (value) => {
      expect(read(emitDocument(value), version)).toBe(JSON.stringify(value));
    }),
    { numRuns: 5000 },
  );
});

test.each(['1.1', '1.2'] as const)(
  'every trap comes back from a YAML %s reader as key, value, item and nested item',
  (version) => {
    for (const trap of TRAPS) {
      const value = { [trap]: trap, list: [trap, [trap, [trap]], { [trap]: { deep: trap } }], map: { [trap]: [trap] } };

      expect(read(emitDocument(value), version)).toBe(JSON.stringify(value));
    }
  },
);

test('a document reads like one that a person wrote', () => {
  const text = emitDocument({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', labels: {}, annotations: { 'example.com/on': 'yes', y: 'größe' } },
    data: {
      PORT: '8080',
      URL: 'http://users.example.com:8080/a?b=c#d',
      VERSION: '1.4',
      MEMORY: '128Mi',
      SCRIPT: '#!/bin/sh\nexec "$@"\n',
      INDENTED: '  two\nzero',
      BLANK: 'a\n  \nb',
      KEPT: 'a\n\n',
    },
    list: [{ name: 'a', ports: [80, 0.5, 1e21] }, ['x', []], null, true, '--flag=x'],
  });

  expect(text).toMatchInlineSnapshot(`
    "apiVersion: v1
    kind: ConfigMap
    metadata:
      name: settings
      labels: {}
      annotations:
        example.com/on: "yes"
        "y": "größe"
    data:
      PORT: "8080"
      URL: http://users.example.com:8080/a?b=c#d
      VERSION: "1.4"
      MEMORY: 128Mi
      SCRIPT: |
        #!/bin/sh
        exec "$@"
      INDENTED: |2-
          two
        zero
      BLANK: "a\\n  \\nb"
      KEPT: |+
        a

    list:
      - name: a
        ports:
          - 80
          - 0.5
          - 1.0e+21
      - - x
        - []
      - null
      - true
      - --flag=x
    "
  `);
});

test('numbers are the same to every reader', () => {
  expect(emitDocument({ a: [0, -0, 1e-7, 1.5e300, 2 ** 53, 1e20, -1] })).toBe(
    'a:\n  - 0\n  - 0\n  - 1.0e-7\n  - 1.5e+300\n  - 9007199254740992\n  - 100000000000000000000\n  - -1\n',
  );
});

test('a key that is too long for readers is written as an explicit one', () => {
  const key = 'k'.repeat(1001);

  expect(emitDocument({ list: [{ [key]: { a: 1 }, b: 2 }] })).toBe(
    `list:\n  - ? ${key}\n    :\n      a: 1\n    b: 2\n`,
  );
});

test.each([undefined, () => 1, 10n, Number.NaN, Number.POSITIVE_INFINITY, Symbol('s')])(
  'what JSON does not have is refused: %s',
  (value) => {
    expect(() => emitDocument({ a: [value] })).toThrow(TypeError);
  },
);

test.each(['A'.repeat(3_000_000), 'a b'.repeat(1_000_000), 'line of text\n'.repeat(200_000), '\n '.repeat(500_000)])(
  'texts of megabytes do not exhaust the stack',
  (value) => {
    const text = emitDocument({ value });

    expect(text.length).toBeGreaterThan(value.length);
  },
);
