import { expect, test } from 'vitest';
import { strayText } from '../../../lib/check/rules/stray-text.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';

const schema = openSchema('1.34');

function pathsIn(fields: object): readonly (string | undefined)[] {
  const paths: (string | undefined)[] = [];
  strayText(
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, ...fields } as KubernetesObject,
    schema,
    ({ path }) => paths.push(path),
  );
  return paths;
}

test.each<[string, object, string]>([
  ['a name', { metadata: { name: 'users-undefined' } }, '/metadata/name'],
  ['a namespace', { metadata: { name: 'a', namespace: 'undefined' } }, '/metadata/namespace'],
  ['an image', { spec: { containers: [{ image: 'registry/undefined:1' }] } }, '/spec/containers/0/image'],
  ['a host', { spec: { rules: [{ host: 'undefined.example.com' }] } }, '/spec/rules/0/host'],
  ['a list of hosts', { spec: { hostnames: ['a', '[object Object].example.com'] } }, '/spec/hostnames/1'],
  ['an external name', { spec: { externalName: 'NaN' } }, '/spec/externalName'],
])('is found in %s', (_, fields, path) => {
  expect(pathsIn(fields)).toEqual([path]);
});

test.each([
  'undefined',
  'NaN',
  'http://undefined:8080/',
  'http://users/undefined',
  'postgres://app@undefined/db',
  'undefined-users',
  'a,undefined,b',
  '{"host":"undefined"}',
  '[object Object]',
  'see [object Object] there',
  'a [object Promise] b',
  '-Xmx1g -Dhost=undefined -v',
  'curl http://undefined/health --fail',
  'psql app@undefined -c 1',
])('the env value %j holds a value that is not there', (value) => {
  expect(pathsIn({ spec: { containers: [{ env: [{ name: 'X', value }] }] } })).toEqual([
    '/spec/containers/0/env/0/value',
  ]);
});

test.each([
  'undefined behaviour is none of ours',
  'the result is undefined.',
  'NaN means not a number',
  "if (typeof x === 'undefined') exit(1)",
  'const a = x === undefined ? 1 : 2',
  'isNaN(x) or NaN',
  'undefinedness',
  'Nano NaNs',
  'object Object',
  '',
])('prose and scripts such as %j are fine', (value) => {
  expect(pathsIn({ spec: { containers: [{ env: [{ name: 'X', value }], args: [value], command: [value] }] } })).toEqual(
    [],
  );
});

test('texts that nobody reads as an address are left alone', () => {
  const fields = {
    data: { note: 'undefined' },
    metadata: { name: 'a', annotations: { note: 'undefined' } },
    spec: { message: 'undefined' },
  };

  expect(pathsIn(fields)).toEqual([]);
});
