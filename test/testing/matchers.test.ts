import { expect, test } from 'vitest';
import '../../lib/testing/index.ts';

const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api' },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          { name: 'api', image: 'a:1' },
          { name: 'proxy', image: 'b:1' },
        ],
      },
    },
  },
};

test.each<[string, object | string]>([
  ['one field', { spec: { replicas: 2 } }],
  ['fields inside items', { spec: { template: { spec: { containers: [{ name: 'api' }, { image: 'b:1' }] } } } }],
  ['a field that is not there', { spec: { paused: undefined, template: { spec: { volumes: null } } } }],
  ['YAML', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec: { replicas: 2 }'],
  ['nothing', {}],
])('toHaveFields sees %s', (_, fields) => {
  expect(object).toHaveFields(fields);
});

test.each<[string, object]>([
  ['another value', { spec: { replicas: 3 } }],
  ['a field that is missing', { spec: { paused: true } }],
  ['a field that should not be there', { spec: { replicas: undefined } }],
  [
    'one that should not be there inside of an item',
    { spec: { template: { spec: { containers: [{ image: null }, {}] } } } },
  ],
  ['fewer items', { spec: { template: { spec: { containers: [{ name: 'api' }] } } } }],
  ['more items', { spec: { template: { spec: { containers: [{}, {}, {}] } } } }],
])('toHaveFields does not pass over %s', (_, fields) => {
  expect(object).not.toHaveFields(fields);
});

test('toEqualManifest sees every field, in any order, and takes undefined for nothing', () => {
  const { spec, ...rest } = object;

  expect(object).toEqualManifest({ spec, status: undefined, ...rest });
  expect(object).not.toEqualManifest(rest);
  expect({ ...object, extra: 1 }).not.toEqualManifest(object);
});

test('a failure shows what differs as YAML, and only of the fields that were asked for', () => {
  const fail = (): unknown =>
    expect(object).toHaveFields({ spec: { replicas: 3, paused: undefined }, metadata: { name: 'api' } });

  // oxlint-disable-next-line no-control-regex
  const text = messageOf(fail).replaceAll(/\u001B\[\d+m/g, '');
  expect(text).toContain('toHaveFields');
  expect(text).toContain('-   replicas: 3');
  expect(text).toContain('+   replicas: 2');
  expect(text).not.toContain('containers');
});

test('a failure of not says what is there', () => {
  expect(messageOf(() => expect(object).not.toHaveFields({ spec: { replicas: 2 } }))).toContain(
    'The object has all of it:\n\nspec:\n  replicas: 2\n',
  );
});

test.each<[unknown, string]>([
  [undefined, 'The matcher was given undefined. Pass an object'],
  ['a: 1\n---\nb: 2', 'The expected YAML'],
  ['a: [', 'the expected YAML'],
])('%j is no manifest', (wanted, message) => {
  expect(messageOf(() => expect(object).toHaveFields(wanted as object))).toContain(message);
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}
