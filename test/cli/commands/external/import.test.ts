import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { environmentSource, makeRepository, write } from '../../../environment/fixture-repository.ts';
import { runKumiki, type Ended } from '../../run-kumiki.ts';
import { textsBelow } from '../../shop.ts';

const SECRET = 'hunter2';
const OUTPUTS = {
  addresses: { sensitive: false, type: ['list', 'string'], value: ['10.0.0.1', '10.0.0.2'] },
  db: { sensitive: false, type: ['object', {}], value: { host: 'db.example.com', port: 5432 } },
  password: { sensitive: true, type: 'string', value: SECRET },
};
const MAP = { database: { addresses: 'addresses', port: 'db.port' }, ldap: { host: 'db.host' } };
const DATABASE = 'environments/production/external/database.json';
const LDAP = 'environments/production/external/ldap.json';
const STATE = ['--serial', '7', '--lineage', 'abc'];

function makeShop(files: Readonly<Record<string, string>> = {}): string {
  return makeRepository({
    'package.json': '{ "type": "module" }',
    'environments/production.ts': environmentSource('production'),
    'environments/staging.ts': environmentSource('staging'),
    'outputs.json': JSON.stringify(OUTPUTS),
    'map.json': JSON.stringify(MAP),
    ...files,
  });
}

function runImport(root: string, ...more: readonly string[]): Promise<Ended> {
  const args = ['--env', 'production', '--terraform', 'outputs.json', '--map', 'map.json', ...more];
  return runKumiki(root, ['external', 'import', ...args]);
}

function imported(root: string): Readonly<Record<string, string>> {
  return textsBelow(path.join(root, 'environments/production'));
}

test('one file a name is written, sorted and with line feeds', async () => {
  const root = makeShop();

  const { code, out, err } = await runImport(root, ...STATE);

  expect(code).toBe(0);
  expect(imported(root)).toEqual({
    'external/database.json': `{
  "lineage": "abc",
  "serial": 7,
  "values": {
    "addresses": [
      "10.0.0.1",
      "10.0.0.2"
    ],
    "port": 5432
  }
}
`,
    'external/ldap.json': `{
  "lineage": "abc",
  "serial": 7,
  "values": {
    "host": "db.example.com"
  }
}
`,
  });
  expect(out).toBe(`Written:
  ${DATABASE}
    addresses: none → ["10.0.0.1","10.0.0.2"]
    port: none → 5432
  ${LDAP}
    host: none → "db.example.com"
`);
  expect(err).toBe('note: outputs.json: map.json does not use: password.\n');
});

test('synth reads what was imported', async () => {
  const body = `const app = new Application(environment, 'users');
    new ExternalDatabase(app, 'database', { engine: 'postgresql', addresses: environment.external('database').list('addresses') });`;
  const source = environmentSource('production', body, "import { Application, ExternalDatabase } from 'kumiki';");
  const root = makeShop({ 'environments/production.ts': source });

  const before = await runKumiki(root, ['synth', '--env', 'production']);
  await runImport(root);
  const after = await runKumiki(root, ['synth', '--env', 'production']);

  expect(before).toMatchObject({ code: 1, err: expect.stringContaining(`${DATABASE}: there is no such file.`) });
  expect(after.code).toBe(0);
  expect(
    readFileSync(path.join(root, 'dist/production/users/endpointslice-users-database-ipv4.yaml'), 'utf8'),
  ).toContain('- "10.0.0.2"');
});

test('nothing is written where nothing has changed, whatever ends git gave the lines', async () => {
  const root = makeShop();
  await runImport(root, ...STATE);
  write(root, DATABASE, readFileSync(path.join(root, DATABASE), 'utf8').replaceAll('\n', '\r\n'));
  const before = imported(root);
  const { mtimeMs } = statSync(path.join(root, DATABASE));

  const { code, out } = await runImport(root, ...STATE);

  expect({ code, out }).toEqual({ code: 0, out: 'environments/production/external is what the outputs give.\n' });
  expect(imported(root)).toEqual(before);
  expect(statSync(path.join(root, DATABASE)).mtimeMs).toBe(mtimeMs);
});

test('--check writes nothing, and ends with 2 where the files differ', async () => {
  const root = makeShop();

  const missing = await runImport(root, '--check');
  expect(missing).toMatchObject({
    code: 2,
    out: expect.stringContaining(`  ${LDAP}\n    host: none → "db.example.com"\n`),
  });
  expect(imported(root)).toEqual({});

  await runImport(root, ...STATE);
  expect((await runImport(root, ...STATE, '--check')).code).toBe(0);

  write(root, 'outputs.json', JSON.stringify({ ...OUTPUTS, addresses: { sensitive: false, value: ['10.0.0.3'] } }));
  const differs = await runImport(root, '--serial', '8', '--lineage', 'abc', '--check', '--quiet');
  expect(differs).toMatchObject({
    code: 2,
    out: expect.stringContaining('addresses: ["10.0.0.1","10.0.0.2"] → ["10.0.0.3"]'),
  });
});

test('--check without a serial compares the values alone', async () => {
  const root = makeShop();
  await runImport(root, ...STATE);

  expect((await runImport(root, '--check')).code).toBe(0);
});

test.each<[string, readonly string[], string]>([
  [
    'an older serial',
    ['--serial', '6', '--lineage', 'abc'],
    `${DATABASE}: is of serial 7, these outputs are of serial 6`,
  ],
  ['an older serial with --check', ['--serial', '6', '--lineage', 'abc', '--check'], 'which is older'],
  ['another lineage', ['--serial', '8', '--lineage', 'def'], `${LDAP}: is of the state with lineage abc`],
  ['no serial', [], "Give --serial and --lineage, from: terraform state pull | jq '{serial, lineage}'."],
])('%s is refused with 3, and nothing is written', async (_, args, message) => {
  const root = makeShop();
  await runImport(root, ...STATE);
  write(root, 'outputs.json', JSON.stringify({ ...OUTPUTS, addresses: { sensitive: false, value: ['10.0.0.3'] } }));
  const before = imported(root);

  const { code, err } = await runImport(root, ...args);

  expect(code).toBe(3);
  expect(err).toContain(message);
  expect(imported(root)).toEqual(before);
});

test('one file that is newer keeps all from being written', async () => {
  const root = makeShop({ [LDAP]: '{ "lineage": "abc", "serial": 9, "values": {} }' });

  const { code } = await runImport(root, ...STATE);

  expect(code).toBe(3);
  expect(Object.keys(imported(root))).toEqual(['external/ldap.json']);
});

test('--json is one document, also of a refusal', async () => {
  const root = makeShop();
  const done = await runImport(root, ...STATE, '--json');
  const refused = await runImport(root, '--serial', '1', '--lineage', 'abc', '--json');

  expect(JSON.parse(done.out)).toEqual({
    action: 'imported',
    environment: 'production',
    files: [
      {
        file: DATABASE,
        changed: true,
        changes: [
          { key: 'addresses', to: ['10.0.0.1', '10.0.0.2'] },
          { key: 'port', to: 5432 },
        ],
      },
      { file: LDAP, changed: true, changes: [{ key: 'host', to: 'db.example.com' }] },
    ],
    unused: ['password'],
    refusals: [],
    notes: ['outputs.json: map.json does not use: password.'],
  });
  expect(JSON.parse(refused.out)).toMatchObject({
    action: 'refused',
    refusals: [expect.any(String), expect.any(String)],
  });
  expect(refused.code).toBe(3);
});

test('a file that the map does not name any more is noted', async () => {
  const root = makeShop();
  await runImport(root);
  write(root, 'map.json', JSON.stringify({ ldap: { host: 'db.host' } }));

  const { code, err } = await runImport(root);

  expect(code).toBe(0);
  expect(err).toContain(`note: ${DATABASE}: map.json does not name it. Delete it where nothing reads it.\n`);
});

test.each<[string, string | Buffer, string]>([
  [
    'a state',
    '{ "version": 4, "serial": 7, "lineage": "a", "outputs": { "p": "hunter2" } }',
    'is a state, which may hold',
  ],
  ['a plan file', Buffer.from('PK\u0003\u0004hunter2'), 'is an archive, such as a plan file. Make it with'],
  ['text', `password = "${SECRET}"`, 'is no JSON. Make it with: terraform output -json'],
  ['broken JSON', `{ "password": { "value": "${SECRET}" `, 'is no JSON. Make it with'],
  ['nothing', '', 'is empty. Make it with'],
  ['blanks', '\uFEFF \n', 'is empty. Make it with'],
  ['what a wrapper wrote', `[command]/x/terraform-bin output -json\n{}`, 'Set terraform_wrapper: false.'],
  [
    'a key twice',
    '{ "a": { "sensitive": false, "value": 1 },\n"a": { "value": 2 } }',
    'outputs.json:2: a is there twice.',
  ],
  ['no UTF-8', Buffer.from([0x7b, 0xff]), 'is no text in UTF-8.'],
])('%s instead of outputs is refused without a word of it', async (_, content, message) => {
  const root = makeShop();
  write(root, 'outputs.json', content);

  const { code, err } = await runImport(root);

  expect(code).toBe(1);
  expect(err).toContain(message);
  expect(err).not.toContain(SECRET);
  expect(imported(root)).toEqual({});
});

test.each<[string, Buffer]>([
  [
    'a byte-order mark and CRLF',
    Buffer.from(`\uFEFF${JSON.stringify(OUTPUTS, undefined, 2).replaceAll('\n', '\r\n')}`),
  ],
  ['UTF-16', Buffer.from(`\uFEFF${JSON.stringify(OUTPUTS)}`, 'utf16le')],
])('outputs with %s, as Windows writes them, are read', async (_, content) => {
  const root = makeShop();
  write(root, 'outputs.json', content);

  expect((await runImport(root)).code).toBe(0);
});

test.each<[string, readonly string[], string]>([
  [
    'an environment that is none',
    ['--env', 'prodution'],
    "--env 'prodution' is no environment. Did you mean production? There are: production, staging.",
  ],
  ['a glob', ['--env', 'prod*'], "--env 'prod*' is no environment."],
  ['outputs that are not there', ['--terraform', 'none.json'], 'none.json: there is no such file. Make it with'],
  ['a folder', ['--terraform', 'environments'], 'environments: is a folder. Name a file.'],
  ['a map that is not there', ['--map', 'none.json'], 'none.json: there is no such file. Write which output becomes'],
  ['a map that is none', ['--map', 'outputs.json'], 'outputs.json: addresses.sensitive is false.'],
  ['a serial alone', ['--serial', '1'], '--lineage is missing: --serial and --lineage go together.'],
  ['a lineage alone', ['--lineage', 'a'], '--serial is missing'],
  ['a serial that is no number', ['--serial', '1.5', '--lineage', 'a'], "--serial is '1.5'."],
  ['a lineage with the quotes of jq', ['--serial', '1', '--lineage', '"a"'], '--lineage is \'"a"\'. Use the text of'],
  ['the lineage of no state', ['--serial', '1', '--lineage', 'null'], "--lineage is 'null'."],
])('refuses %s', async (_, args, message) => {
  const root = makeShop();

  const { code, err } = await runImport(root, ...args);

  expect(code).toBe(1);
  expect(err).toContain(message);
  expect(imported(root)).toEqual({});
});

test('a sensitive output is refused, and no value of it is told', async () => {
  const root = makeShop({ 'map.json': '{ "database": { "password": "password", "x": "none" } }' });

  const { code, out, err } = await runImport(root, '--json');

  expect(code).toBe(1);
  expect(err).toContain('password is sensitive, and git is no place for it.');
  expect(err).toContain("has no output 'none'");
  expect(`${out}${err}`).not.toContain(SECRET);
});

test('a recorded file that is broken is told, and stays', async () => {
  const root = makeShop({ [LDAP]: '{\n<<<<<<< ours\n' });

  const { code, err } = await runImport(root);

  expect(code).toBe(1);
  expect(err).toContain(`${LDAP}:2: a merge conflict is not resolved.`);
  expect(existsSync(path.join(root, DATABASE))).toBe(false);
});

test('a folder that leads out of the repository is not written to', async () => {
  const root = makeShop();
  const outside = makeRepository({ 'x/y': '' });
  symlinkSync(outside, path.join(root, 'environments/production'));

  const { code, err } = await runImport(root);

  expect(code).toBe(1);
  expect(err).toContain(`${DATABASE}: is outside the repository, where a link leads.`);
  expect(Object.keys(textsBelow(outside))).toEqual(['x/y']);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['a file where the folder belongs', { 'environments/production/external': '' }, 'cannot be written'],
  ['a folder where a file belongs', { [`${LDAP}/x`]: '' }, `${LDAP}: is a folder.`],
])('%s is told, and nothing is written', async (_, files, message) => {
  const root = makeShop(files);
  const before = imported(root);

  const { code, err } = await runImport(root);

  expect(code).toBe(1);
  expect(err).toContain(message);
  expect(imported(root)).toEqual(before);
});
