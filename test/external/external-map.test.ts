import { expect, test } from 'vitest';
import { readExternalMap } from '../../lib/external/external-map.ts';

test('a map names values in its order', () => {
  const values = readExternalMap({ database: { port: 'db.port', hosts: 'hosts' }, ldap: { host: 'x' } }, 'map.json');

  expect(values.map(({ name, key, path }) => [name, key, path.output])).toEqual([
    ['database', 'port', 'db'],
    ['database', 'hosts', 'hosts'],
    ['ldap', 'host', 'x'],
  ]);
});

test.each<[string, unknown, string]>([
  ['nothing', {}, 'map.json: the content is empty. Name what is wanted: { "database"'],
  ['a list', [], 'map.json: the content is a list. Use an object'],
  ['a name without values', { database: {} }, 'map.json: database is empty.'],
  ['a name of text', { database: 'db' }, 'map.json: database is a text. Use an object'],
  ['a way out of the folder', { '../evil': { a: 'b' } }, "map.json: '../evil' cannot be a name. A name is a file:"],
  ['capitals in a name', { Database: { a: 'b' } }, "map.json: 'Database' cannot be a name."],
  ['a name of 64 characters', { ['a'.repeat(64)]: { a: 'b' } }, 'cannot be a name'],
  ['a key with a blank', { database: { 'a b': 'c' } }, "map.json: database has 'a b', which cannot be a key."],
  ['a key of objects', JSON.parse('{ "database": { "__proto__": "c" } }'), "has '__proto__', which cannot be a key."],
  ['no path', { database: { a: 'b..c' } }, 'map.json: database.a is "b..c". Write the name of an output'],
  ['a number', { database: { a: 5 } }, 'map.json: database.a is 5. Write the name of an output'],
])('refuses %s', (_, content, message) => {
  expect(() => readExternalMap(content, 'map.json')).toThrow(message);
});

test('all mistakes are told at once', () => {
  expect(() => readExternalMap({ A: { ok: '' }, b: 1 }, 'm')).toThrow(/'A' cannot.*\n.*A\.ok is "".*\n.*b is a number/);
});
