import { expect, test } from 'vitest';
import { labels } from '../../../lib/check/rules/labels.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';

const schema = openSchema('1.34');

function problems(object: object): readonly [string | undefined, string][] {
  const found: [string | undefined, string][] = [];
  labels({ apiVersion: 'v1', metadata: { name: 'a' }, ...object } as KubernetesObject, schema, ({ path, message }) =>
    found.push([path, message]),
  );
  return found;
}

test.each<[string, string, boolean]>([
  ['team', '', true],
  ['team', 'a', true],
  ['team', 'v'.repeat(63), true],
  ['team', 'v'.repeat(64), false],
  ['team', 'A_b-c.d', true],
  ['team', '-a', false],
  ['team', 'a.', false],
  ['team', 'a b', false],
  ['team', 'ä', false],
  ['a'.repeat(63), 'x', true],
  ['a'.repeat(64), 'x', false],
  ['example.com/team', 'x', true],
  [`${'a'.repeat(253)}/team`, 'x', true],
  [`${'a'.repeat(254)}/team`, 'x', false],
  ['Example.com/team', 'x', false],
  ['/team', 'x', false],
  ['a/', 'x', false],
  ['', 'x', false],
  ['a/b/c', 'x', false],
])('the label %s: %s is fine: %s', (key, value, fine) => {
  expect(problems({ kind: 'ConfigMap', metadata: { name: 'a', labels: { [key]: value } } }).length === 0).toBe(fine);
});

test('keys of annotations may have capitals, and values anything', () => {
  const annotations = { 'Example.com/Note': 'any text\n{}', ok: '' };

  expect(problems({ kind: 'ConfigMap', metadata: { name: 'a', annotations } })).toEqual([]);
  expect(problems({ kind: 'ConfigMap', metadata: { name: 'a', annotations: { 'a b': '' } } })).toHaveLength(1);
});

test.each<[string, object, string]>([
  ['Deployment', { template: { metadata: { labels: { a: '-' } } } }, '/spec/template/metadata/labels'],
  [
    'CronJob',
    { jobTemplate: { spec: { template: { metadata: { labels: { a: '-' } } } } } },
    '/spec/jobTemplate/spec/template/metadata/labels',
  ],
])('labels of the Pods of a %s are looked at', (kind, spec, path) => {
  expect(problems({ kind, spec })).toEqual([[path, expect.stringContaining("a is '-'.")]]);
});

test('a value that is too long says how long', () => {
  expect(problems({ kind: 'Pod', metadata: { name: 'a', labels: { a: 'v'.repeat(70) } } })).toEqual([
    [
      '/metadata/labels',
      `a is '${'v'.repeat(70)}', 70 characters long. The limit of a label's value is 63: use a shorter id.`,
    ],
  ]);
});
