import { expect, test } from 'vitest';
import { checkObject } from '../../../lib/check/check-environment.ts';
import { type CheckObject, checkFiles } from '../../../lib/check/files/check-files.ts';
import type { Problem } from '../../../lib/check/rule.ts';
import type { LoadedFile } from '../../../lib/read/load-manifest-file.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';

const openCheck = (crds: NonNullable<Parameters<typeof openSchema>[1]>['crds']): CheckObject => {
  const schema = openSchema('1.34', { crds });
  return (object, report) => checkObject(object, schema, report);
};

function file(name: string, text: string, named = true): LoadedFile {
  return { file: name, path: name, named, text };
}

function complain(...paths: readonly string[]): (crds: unknown) => CheckObject {
  const problems = paths.map((path): Problem => ({
    rule: 'server/type',
    severity: 'error',
    path,
    message: `${path} is wrong. Mend it.`,
  }));
  return () => (_, report) => problems.forEach(report);
}

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: web\ndata:\n  b: c\n';

test('finds nothing in good files', () => {
  expect(checkFiles([file('a.yaml', CONFIG), file('b.yaml', `${CONFIG}---\n${CONFIG}`)], { openCheck })).toEqual({
    objects: 3,
    findings: [],
  });
});

test('a finding names file, line, column, object and path', () => {
  const { findings } = checkFiles([file('k/a.yaml', `# one\n---\n${CONFIG}`)], { openCheck: complain('/data/b') });

  expect(findings).toEqual([
    {
      rule: 'server/type',
      severity: 'error',
      message: 'k/a.yaml:9:3: /data/b is wrong. Mend it.',
      file: 'k/a.yaml',
      object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'web', name: 'a' },
      path: '/data/b',
    },
  ]);
});

test('an object without a name is checked all the same', () => {
  const { objects, findings } = checkFiles([file('a.yaml', 'a: 1\n---\nkind: 5\nmetadata: 7\n')], { openCheck });

  expect(objects).toBe(2);
  expect(findings.map(({ rule, message }) => [rule, /^a\.yaml:\d:\d: /.exec(message)?.[0]])).toEqual([
    ['server/unknown-kind', 'a.yaml:1:1: '],
    ['server/unknown-kind', 'a.yaml:3:1: '],
  ]);
});

test('objects around a broken document are checked', () => {
  const { objects, findings } = checkFiles(
    [file('a.yaml', `${CONFIG}---\na: [\n---\n${CONFIG.replace('\ndata', '\ndta')}`)],
    { openCheck },
  );

  expect(objects).toBe(2);
  expect(findings.map(({ rule, message }) => [rule, message.split(':')[1]])).toEqual([
    ['server/broken-yaml', '9'],
    ['server/unknown-field', '16'],
  ]);
});

test('findings come in the order of the files', () => {
  const bad = CONFIG.replace('\ndata', '\ndta');

  const { findings } = checkFiles([file('b.yaml', bad), file('a.yaml', 'a: ['), file('c.yaml', bad)], { openCheck });

  expect(findings.map((each) => each.file)).toEqual(['b.yaml', 'a.yaml', 'c.yaml']);
});

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: {type: object, properties: {size: {type: integer}}}
`;
const WIDGET = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {size: big}\n';

test('a CRD among the files teaches its kind to all of them, earlier ones too', () => {
  const { findings } = checkFiles([file('a.yaml', WIDGET), file('z.yaml', CRD)], { openCheck });

  expect(findings.map(({ rule, file: where, path }) => [rule, where, path])).toEqual([
    ['server/type', 'a.yaml', '/spec/size'],
  ]);
});

test('teaches nothing where that is turned off', () => {
  const { findings } = checkFiles([file('a.yaml', WIDGET), file('z.yaml', CRD)], { openCheck, teach: false });

  expect(findings.map(({ rule }) => rule)).toEqual(['server/unknown-kind']);
});

test('a CRD that no server takes is a finding with its line', () => {
  const { findings } = checkFiles([file('z.yaml', `---\n${CRD.replace('scope: Namespaced', 'scope: Everywhere')}`)], {
    openCheck: () => () => undefined,
  });

  expect(findings).toEqual([
    {
      rule: 'server/invalid-crd',
      severity: 'error',
      message: 'z.yaml:2: spec.scope is "Everywhere". Use Namespaced or Cluster.',
      file: 'z.yaml',
    },
  ]);
});

test.each([
  ['values.yaml', 'replicas: 2\nimage: {tag: x}\n'],
  ['tsconfig.json', '{\n  // comments\n  "strict": true,\n}\n'],
  ['list.json', '[{"kind": "x"}]'],
  ['broken.yaml', 'a: [\n'],
])('of a folder, %s is skipped with a note, and read where it is named', (name, text) => {
  const inFolder = checkFiles([file(name, text, false)], { openCheck });
  const named = checkFiles([file(name, text)], { openCheck });

  expect(inFolder.objects).toBe(0);
  expect(inFolder.findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
    [
      'practice/not-a-manifest',
      'info',
      `${name}: skipped, for nothing in it has an apiVersion or a kind. Name the file itself to have it checked.`,
    ],
  ]);
  expect(named.findings.map(({ severity }) => severity)).toEqual(['error']);
});

test.each([
  ['kind alone', 'kind: Service\nmetadata: {name: a}\n'],
  ['apiVersion alone', 'apiVersion: v1\nmetadata: {name: a}\n'],
  ['a broken manifest', 'apiVersion: v1\nkind: [\n'],
  ['a manifest and something else', `${CONFIG}---\na: 1\n`],
])('of a folder, %s is checked', (_what, text) => {
  const { findings } = checkFiles([file('a.yaml', text, false)], { openCheck });

  expect(findings.map(({ severity }) => severity)).toEqual(['error']);
});

test('a file that could not be loaded is among the findings', () => {
  const finding = {
    rule: 'server/unreadable-file',
    severity: 'error',
    message: 'a.yaml: cannot be read.',
    file: 'a.yaml',
  } as const;

  expect(checkFiles([{ finding }, file('b.yaml', CONFIG)], { openCheck })).toEqual({ objects: 1, findings: [finding] });
});
