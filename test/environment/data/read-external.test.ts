import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryData } from '../../../lib/environment/data/repository-data.ts';
import { makeRepository } from '../fixture-repository.ts';

const FILE = 'environments/production/external/database.json';

function outputsIn(content: string): unknown {
  return repositoryData(makeRepository({ [FILE]: content }), 'production').external('database');
}

test('a file holds values, with the state that they are of', () => {
  const values = { addresses: ['10.0.0.1'] };

  expect(outputsIn(`\uFEFF${JSON.stringify({ values, serial: 7, lineage: 'a' })}\r\n`)).toEqual({
    file: FILE,
    serial: 7,
    lineage: 'a',
    values,
  });
});

test('a file that is missing says how to make it', () => {
  expect(() => repositoryData(makeRepository({}), 'production').external('database')).toThrow(
    `${FILE}: there is no such file. Make it with: kumiki external import --env production --terraform outputs.json --map map.json.`,
  );
});

test.each<[string, string, string]>([
  ['no JSON', '{', `${FILE}:1: is no JSON`],
  ['unmerged', '{\n<<<<<<< ours\n', `${FILE}:2: a merge conflict is not resolved.`],
  ['merged twice', '{ "values": {\n"a": 1,\n"a": 2 } }', `${FILE}:3: values.a is there twice.`],
  ['of another shape', '{ "addresses": [] }', `${FILE}: addresses is no key of it.`],
])('a file that is %s is refused', (_, content, message) => {
  expect(() => outputsIn(content)).toThrow(message);
});

test('a text as long as 30 MB is no trouble, whatever it escapes', () => {
  expect(outputsIn(JSON.stringify({ values: { a: '"'.repeat(15_000_000) } }))).toMatchObject({ file: FILE });
});

test('the file is read once, and told as an input, also where it is missing', () => {
  const root = makeRepository({ [FILE]: '{ "values": {} }' });
  const told: string[] = [];
  const data = repositoryData(root, 'production', (file) => told.push(path.relative(root, file)));

  data.external('database');
  data.external('database');
  expect(() => data.external('ldap')).toThrow('there is no such file');

  expect(told).toEqual([FILE, 'environments/production/external/ldap.json']);
});
