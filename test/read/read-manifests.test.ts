import { expect, test } from 'vitest';
import { readManifests } from '../../lib/read/read-manifests.ts';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: users\n';

test('reads the documents of a file with the line that each starts on', () => {
  const { objects, findings } = readManifests(`# rendered\n${SERVICE}---\n# next\n\n${SERVICE}`, 'all.yaml');

  expect(objects.map(({ object, file, line }) => [object, file, line])).toEqual([
    [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'users' } }, 'all.yaml', 2],
    [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'users' } }, 'all.yaml', 9],
  ]);
  expect(findings).toEqual([]);
});

test.each([
  ['an empty text', ''],
  ['comments', '# nothing\n'],
  ['separators', '---\n---\n# c\n---\n'],
  ['null', '~\n---\nnull\n'],
])('finds no object in %s', (_what, text) => {
  expect(readManifests(text, 'a.yaml')).toEqual({ objects: [], findings: [] });
});

test('reads the documents around a broken one, and tells its line in the file', () => {
  const { objects, findings } = readManifests(`${SERVICE}---\nkind: [\nname: x\n---\n${SERVICE}`, 'all.yaml');

  expect(objects).toHaveLength(2);
  expect(findings).toEqual([
    {
      rule: 'server/broken-yaml',
      severity: 'error',
      message:
        'all.yaml:7:1: this is not YAML: flow sequence in block collection must be sufficiently indented and end with a ]. Mend the text here or just above.',
      file: 'all.yaml',
    },
  ]);
});

test.each([
  ['a tab that indents', 'a:\n\tb: 1\n', 'a.yaml:2:1: '],
  [
    'a tab on an empty line',
    'a: *x\n\t\nb: 1\n',
    'a.yaml:2:1: a tab cannot indent, not even an empty line. Use spaces.',
  ],
  [
    'NUL',
    'a: 1\nb: x\u0000\n',
    "a.yaml:2:5: Kubernetes' reader refuses the character U+0000. Write it as `\\u0000` in double quotes, or remove it.",
  ],
  [
    'a directive',
    '%YAML 1.1\n---\na: 1\n',
    "a.yaml:1:1: Kubernetes' reader refuses the directive `%YAML 1.1`. Remove the line.",
  ],
  [
    'text behind a separator',
    'a: 1\n--- b: 2\nc: 3\n',
    'a.yaml:2:1: text after the document separator, `---b: 2`. Start the document on a line of its own; until the next separator nothing is read.',
  ],
  ['an unknown anchor', 'a: *b\n', 'a.yaml:1:4: there is no anchor `&b` above. Define it before its use.'],
  ['an anchor in itself', 'a: &b [*b]\n', 'a.yaml:1:8: the anchor `&b` contains itself. Remove the alias.'],
  [
    'a map as a key',
    '? {a: 1}\n: 2\n',
    'a.yaml:1:3: a map cannot be a key. Write the key as text, in quotes where it must look like this.',
  ],
  [
    'a null key',
    '~: 2\n',
    'a.yaml:1:1: `~` cannot be a key. Write the key as text, in quotes where it must look like this.',
  ],
  [
    'infinity',
    'a:\n  b: .inf\n',
    'a.yaml:2:6: `.inf` is a number that JSON cannot hold. Use a finite one, or quotes if it is text.',
  ],
  ['a wrong tag', 'a: !!int x\n', 'a.yaml:1:10: `x` cannot be read as !!int. Correct the value or the tag.'],
  [
    'a merge of a scalar',
    'a:\n  <<: 1\n',
    'a.yaml:2:3: a merge key `<<` needs a map or a list of maps. Merge an alias of a map, or quote the key.',
  ],
  [
    'broken JSON',
    '{"a": 1,\n "b" 2}\n',
    'a.yaml:2:6: this is not JSON: expected `:` after a key, found `2`. Mend the text here or just before.',
  ],
  [
    'a template',
    '{{- if .Values.x }}\nkind: A\n',
    'a.yaml:1:3: this is not YAML: block collections are not allowed within flow collections. It looks like a template: check what it renders to.',
  ],
])('says where and what about %s', (_what, text, message) => {
  const { findings } = readManifests(text, 'a.yaml');

  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toContain(message);
});

test.each([
  ['a block map', 'a:\n  b: 1\n  c: 2\n  b: 3\n', 4, 3],
  ['a flow map', 'a: {b: 1, b: 2}\n', 1, 11],
  ['JSON', '{"a": {\n  "b": 1,\n  "b": 2}}\n', 3, 3],
  ['a map in a list', 'a:\n- b: 1\n  b: 2\n', 3, 3],
  ['a map that also merges', 'x: &x {b: 1}\na:\n  <<: *x\n  c: 1\n  c: 2\n', 5, 3],
  ['keys that read the same', 'on: 1\nyes: 2\n', 2, 1],
  ['keys that become the same text', '1: a\n"1": b\n', 2, 1],
])('finds a duplicate key in %s', (_what, text, line, column) => {
  const { findings } = readManifests(text, 'a.yaml');

  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['server/duplicate-key', 'error']]);
  expect(findings[0]?.message).toContain(`a.yaml:${line}:${column}: the key "`);
});

test('a key that overrides a merged one is no duplicate', () => {
  const { objects, findings } = readManifests('x: &x {a: 1, b: 2}\nz:\n  <<: *x\n  a: 3\n', 'a.yaml');

  expect(objects[0]?.object).toEqual({ x: { a: 1, b: 2 }, z: { a: 3, b: 2 } });
  expect(findings).toEqual([]);
});

test('expanded aliases share nothing', () => {
  const { objects } = readManifests('x: &x {a: [1]}\nz: *x\n', 'a.yaml');

  const { x, z } = objects[0]?.object ?? {};
  expect(z).toEqual(x);
  expect(z).not.toBe(x);
});

test.each(['9007199254740993', '-9007199254740993', '9223372036854775807', '0x7FFFFFFFFFFFFFFF'])(
  'warns that %s is not kept to its last digit',
  (digits) => {
    for (const text of [`a: 1\nb: ${digits}\n`, ...(digits.startsWith('0x') ? [] : [`{"a": 1,\n"b": ${digits}}`])]) {
      const { objects, findings } = readManifests(text, 'a.yaml');

      expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['practice/large-number', 'warning']]);
      expect(findings[0]?.message).toContain(`: ${digits} has more digits than kumiki keeps`);
      expect(BigInt(Number(objects[0]?.object['b'])) <= 9223372036854775807n).toBe(true);
    }
  },
);

test('takes a large number that JavaScript has exactly', () => {
  const { objects, findings } = readManifests('a: 9007199254740992\nb: 1000000000000000000\n', 'a.yaml');

  expect(objects[0]?.object).toEqual({ a: 9007199254740992, b: 1e18 });
  expect(findings).toEqual([]);
});

test.each([
  [
    '- a\n',
    'a.yaml:1:1: the document is a list. Write each item as a document of its own, or as an item of `kind: List`.',
  ],
  [
    '\n# c\ntext\n',
    'a.yaml:3:1: the document is the value "text". Write an object with apiVersion, kind and metadata.',
  ],
  [
    'apiVersion: v1\nkind: List\nitems:\n- 1\n',
    'a.yaml:4:3: /items/0 is the value 1. Write an object with apiVersion, kind and metadata.',
  ],
])('tells of a document that is no object: %j', (text, message) => {
  const { objects, findings } = readManifests(text, 'a.yaml');

  expect(objects).toEqual([]);
  expect(findings.map(({ rule, message: said }) => [rule, said])).toEqual([['server/not-an-object', message]]);
});

test('expands lists, lists in lists and typed lists, each object on its line', () => {
  const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ServiceList
  items:
  - {apiVersion: v1, kind: Service, metadata: {name: a}}
- apiVersion: v1
  kind: Service
  metadata: {name: b}
`;

  const { objects, findings } = readManifests(text, 'a.yaml');

  expect(objects.map(({ object, line, position }) => [object['metadata'], line, position('/metadata/name')])).toEqual([
    [{ name: 'a' }, 7, { line: 7, column: 48 }],
    [{ name: 'b' }, 8, { line: 10, column: 14 }],
  ]);
  expect(findings).toEqual([]);
});

test('an object with items of its own is no list', () => {
  const { objects } = readManifests('apiVersion: example.com/v1\nkind: Basket\nitems: [1]\n', 'a.yaml');

  expect(objects).toHaveLength(1);
});

test('what has neither kind nor metadata is left to the checks', () => {
  const { objects, findings } = readManifests('a: 1\n---\nkind: 5\nmetadata: x\n', 'a.yaml');

  expect(objects.map(({ object }) => object)).toEqual([{ a: 1 }, { kind: 5, metadata: 'x' }]);
  expect(findings).toEqual([]);
});

test.each([
  ['/spec/ports/0/port', { line: 4, column: 15 }],
  ['/spec/ports/0', { line: 4, column: 5 }],
  ['/spec/ports/0/missing', { line: 4, column: 5 }],
  ['/metadata/annotations/a.b~1c', { line: 7, column: 5 }],
  ['/true', { line: 8, column: 1 }],
  ['/merged/x', { line: 1, column: 11 }],
  ['/alias/x', { line: 1, column: 11 }],
  ['', { line: 1, column: 1 }],
])('finds the place of %s', (path, place) => {
  const text = `base: &b {x: 1}
spec:
  ports:
  - {name: p, port: 1}
metadata:
  annotations:
    a.b/c: d
on: 1
merged: {<<: *b}
alias: *b
`;

  const [object] = readManifests(text, 'a.yaml').objects;

  expect(object?.position(path)).toEqual(place);
});

test('byte-order mark, CRLF and a missing last line feed change nothing', () => {
  const plain = readManifests(`${SERVICE}data: |\n  a\n  b\n---\n${SERVICE}`, 'a.yaml');
  const windows = readManifests(
    `\uFEFF${SERVICE}data: |\n  a\n  b\n---\n${SERVICE}`.trimEnd().replaceAll('\n', '\r\n'),
    'a.yaml',
  );

  expect(windows.objects.map(({ object, line }) => [object, line])).toEqual(
    plain.objects.map(({ object, line }) => [object, line]),
  );
  expect(windows.findings).toEqual([]);
});

test('JSON objects may stand one behind the other', () => {
  const { objects } = readManifests('{"kind":"A"}\n\n{"kind":"B"}\n---\nkind: C\n', 'a.json');

  expect(objects.map(({ object, line }) => [object['kind'], line])).toEqual([
    ['A', 1],
    ['B', 3],
    ['C', 5],
  ]);
});

test('what follows the end of a document is told of, for Kubernetes ignores it', () => {
  const { objects, findings } = readManifests('a: 1\n...\nb: 2\n', 'a.yaml');

  expect(objects.map(({ object }) => object)).toEqual([{ a: 1 }]);
  expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
    [
      'practice/ignored-document',
      'a.yaml:3:1: Kubernetes ignores what follows a line `...`. Separate documents with `---`.',
    ],
  ]);
});

test('a field may be called __proto__', () => {
  for (const text of ['__proto__: {a: 1}\n', '{"__proto__": {"a": 1}}', 'x: &x {__proto__: {a: 1}}\n<<: *x\n']) {
    const [object] = readManifests(text, 'a.yaml').objects;

    expect(Object.getPrototypeOf(object?.object)).toBe(Object.prototype);
    expect(JSON.stringify(object?.object)).toContain('"__proto__":{"a":1}');
  }
});
