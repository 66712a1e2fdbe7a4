import { expect, test } from 'vitest';
import { readTerraformOutputs } from '../../lib/external/terraform-outputs.ts';

const VALUE = 'hunter2';

test('outputs are read with what newer versions say of them', () => {
  const outputs = readTerraformOutputs(
    {
      host: { sensitive: false, type: 'string', value: 'db.example.com' },
      version: { sensitive: true, type: 'string', value: 'x', deprecated: 'use another' },
    },
    'outputs.json',
  );

  expect([...outputs.keys()]).toEqual(['host', 'version']);
  expect(outputs.get('version')).toMatchObject({ sensitive: true, value: 'x' });
});

test.each<[string, unknown, string]>([
  [
    'a state',
    { version: 4, serial: 7, lineage: 'a', outputs: { p: VALUE }, resources: [] },
    'is a state, which may hold',
  ],
  ['an old state', { version: 3, serial: 7, modules: [] }, 'is a state, which may hold'],
  ['a state that was shown', { format_version: '1.0', values: { p: VALUE } }, "is a state, as 'terraform show -json'"],
  ['a plan', { format_version: '1.2', planned_values: { p: VALUE } }, "is a plan, as 'terraform show -json'"],
  ['one value', VALUE, "is a text, as 'terraform output -json NAME' gives it. Leave out the name."],
  ['one list', [VALUE], 'is a list, as'],
  ['null', null, 'is null, as'],
  ['one object', { host: VALUE }, `'host' is no output: it needs "sensitive", true or false, and "value".`],
  ['an output that does not say whether it is secret', { a: { value: VALUE } }, "'a' is no output"],
  ['an output that says so as text', { a: { sensitive: 'false', value: VALUE } }, "'a' is no output"],
  ['an output without a value', { a: { sensitive: false } }, "'a' is no output"],
])('%s is told apart, with the command that is right and without a value', (_, content, message) => {
  const read = (): unknown => readTerraformOutputs(content, 'outputs.json');

  expect(read).toThrow(`outputs.json: ${message}`);
  expect(read).toThrow(/Make it with: terraform output -json > outputs\.json \(or tofu output -json\)\.$/);
  expect(read).not.toThrow(VALUE);
});
