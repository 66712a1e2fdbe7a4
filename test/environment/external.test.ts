import { expect, test } from 'vitest';
import { externalOf, type External } from '../../lib/environment/external.ts';
import type { OutputValue } from '../../lib/external/external-outputs.ts';
import { standInData } from '../../lib/environment/data/stand-in-data.ts';
import { render } from '../../lib/testing/render.ts';

const FILE = 'environments/production/external/database.json';

function external(values: Readonly<Record<string, OutputValue>>): External {
  return externalOf({ file: FILE, serial: undefined, lineage: undefined, values }, 'database', 'production');
}

test('values are read by their type', () => {
  const database = external({ host: 'db', port: 5432, tls: false, addresses: ['10.0.0.1'], none: [] });

  expect(database.text('host')).toBe('db');
  expect(database.number('port')).toBe(5432);
  expect(database.boolean('tls')).toBe(false);
  expect(database.list('addresses')).toEqual(['10.0.0.1']);
  expect(database.list('none')).toEqual([]);
});

test('a missing key is told with the file, what there is, and the command', () => {
  const read = (): unknown => external({ host: 'db', port: 1 }).list('addresses');

  expect(read).toThrow(
    `external('database').list('addresses'): ${FILE} has no 'addresses'. There are: host, port. Else add it to the map and import again: kumiki external import --env production --terraform outputs.json --map map.json.`,
  );
});

test.each(['adresses', 'Addresses'])('%s is taken for the key that is there', (key) => {
  expect(() => external({ addresses: ['10.0.0.1'] }).list(key)).toThrow('Did you mean addresses?');
});

test.each(['toString', '__proto__', 'constructor'])('%s, which objects have anyway, is no key', (key) => {
  expect(() => external({}).text(key)).toThrow(`has no '${key}'. There are: none.`);
});

test.each<[string, (of: External) => unknown, string]>([
  [
    'a number as text',
    (of) => of.text('port'),
    `.text('port'): ${FILE} has a number, 5432. Read it with number('port').`,
  ],
  [
    'a text as number',
    (of) => of.number('host'),
    `.number('host'): ${FILE} has a text, "db". Read it with text('host').`,
  ],
  ['a text as list', (of) => of.list('host'), "Read it with text('host')."],
  ['a list as text', (of) => of.text('hosts'), `${FILE} has a list, ["a"]. Read it with list('hosts').`],
  ['a list of numbers', (of) => of.list('ports'), `${FILE} has a list, [1,2]. Only a list of texts can be read.`],
])('%s is refused with the way that is right', (_, read, message) => {
  expect(() => read(external({ port: 5432, host: 'db', hosts: ['a'], ports: [1, 2] }))).toThrow(message);
});

test('tests have a value for every key', () => {
  const database = externalOf({ ...standInData(() => '').external('database') }, 'database', 'test');

  expect(database.text('host')).toBe('host.database.example.com');
  expect(database.list('addresses')).toHaveLength(1);
  expect(database.number('port')).toBeGreaterThan(0);
  expect(database.boolean('tls')).toBe(true);
});

test.each(['../users', 'Data', '', 'a/b'])('the name %j is refused before anything is read', (name) => {
  expect(() => render((environment) => environment.external(name))).toThrow(
    `test: external(${JSON.stringify(name)}) cannot be a name. A name is a file:`,
  );
});
