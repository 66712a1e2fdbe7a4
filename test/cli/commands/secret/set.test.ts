import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { environmentSource, write } from '../../../environment/fixture-repository.ts';
import { makeCertificate, rsaKeys } from '../../../secret/make-certificate.ts';
import { textsBelow } from '../../shop.ts';
import { CERTIFICATE, DATABASE, environmentOf, makeVault, opened, runSecret, usersSource } from './vault.ts';

const PASSWORD = ['set', 'users', 'database', 'password'];
const PRODUCTION = ['--env', 'production'];
const FROM_INPUT = ['set', 'users', 'database', '--from-env-file', '-', ...PRODUCTION];

function secretsOf(root: string): Readonly<Record<string, string>> {
  const all = Object.entries(textsBelow(path.join(root, 'environments')));
  return Object.fromEntries(all.filter(([file]) => file.includes('secrets')));
}

test('a value is sealed for every environment that matches', async () => {
  const root = makeVault();

  const { code, out } = await runSecret(root, [...PASSWORD, '--env', '*'], 'hunter2');

  expect({ code, out }).toEqual({
    code: 0,
    out: `Sealed password:
  ${DATABASE} (generation 1)
  environments/staging/secrets/users/database.json (generation 1)
`,
  });
  expect(opened(root)).toEqual({ generation: 1, scope: 'strict', values: { password: 'hunter2' } });
  expect(JSON.parse(readFileSync(path.join(root, DATABASE), 'utf8'))).toMatchObject({
    namespace: 'identity',
    name: 'users-database',
    keys: { password: { certificate: CERTIFICATE.fingerprint } },
  });
});

test('--json is one document', async () => {
  const root = makeVault();

  const { out } = await runSecret(root, [...PASSWORD, ...PRODUCTION, '--json'], 'hunter2\n');

  expect(JSON.parse(out)).toEqual({
    action: 'sealed',
    environments: [{ environment: 'production', file: DATABASE, scope: 'strict', generation: 1, keys: ['password'] }],
    notes: [expect.stringContaining('one line with a line feed'), expect.stringContaining('no code asks for')],
  });
});

test.each([
  ['a line feed at the end of one line', 'hunter2\n', 'the value is one line with a line feed at its end'],
  ['an end as Windows has it', 'hunter2\r\n', 'the value is one line with a line feed at its end'],
  ['a byte-order mark', '\uFEFFhunter2', 'the value begins with a byte-order mark'],
])('%s is kept, and noted', async (_, value, note) => {
  const root = makeVault();

  const { err } = await runSecret(root, [...PASSWORD, ...PRODUCTION], value);

  expect(err).toContain(`note: password: ${note}`);
  expect(opened(root)).toMatchObject({ values: { password: value } });
});

test('several lines are sealed byte for byte, and nothing is noted', async () => {
  const root = makeVault({ 'apps/users.ts': usersSource(['password']) });

  const { err } = await runSecret(root, [...PASSWORD, ...PRODUCTION], '-----BEGIN-----\nabc\n-----END-----\n');

  expect(err).toBe('');
  expect(opened(root)).toMatchObject({ values: { password: '-----BEGIN-----\nabc\n-----END-----\n' } });
});

test('one key changes, the others stay byte for byte', async () => {
  const root = makeVault();
  await runSecret(root, [...FROM_INPUT], 'user=users\npassword=hunter2\n');
  const before = JSON.parse(readFileSync(path.join(root, DATABASE), 'utf8'));

  await runSecret(root, [...PASSWORD, ...PRODUCTION], 'hunter3');

  const after = JSON.parse(readFileSync(path.join(root, DATABASE), 'utf8'));
  expect(after.keys.user).toEqual(before.keys.user);
  expect(after.keys.password.previous).toEqual([{ until: 1, ...before.keys.password }]);
  expect(opened(root)).toEqual({ generation: 2, scope: 'strict', values: { user: 'users', password: 'hunter3' } });
});

test('--same-value seals again without a new generation', async () => {
  const root = makeVault();
  await runSecret(root, [...PASSWORD, ...PRODUCTION], 'hunter2');
  const before = readFileSync(path.join(root, DATABASE), 'utf8');

  const { code } = await runSecret(root, [...PASSWORD, ...PRODUCTION, '--same-value'], 'hunter2');

  expect(code).toBe(0);
  expect(opened(root)).toMatchObject({ generation: 1, values: { password: 'hunter2' } });
  expect(readFileSync(path.join(root, DATABASE), 'utf8')).not.toBe(before);
});

test('an env file sets many keys at once', async () => {
  const root = makeVault({ 'database.env': '# of the vault\nuser=users\npassword="hunter2"\n' });

  const { code, err } = await runSecret(root, [
    'set',
    'users',
    'database',
    '--from-env-file',
    'database.env',
    ...PRODUCTION,
  ]);

  expect(code).toBe(0);
  expect(err).toContain('note: database.env:3: the quotes are a part of the value, as with kubectl.');
  expect(opened(root)).toMatchObject({ generation: 1, values: { user: 'users', password: '"hunter2"' } });
});

test('a value of 1 MiB is taken, and none that is longer', async () => {
  const root = makeVault();

  const most = await runSecret(root, [...PASSWORD, ...PRODUCTION], Buffer.alloc(2 ** 20, 'x'));
  const more = await runSecret(root, [...PASSWORD, ...PRODUCTION], Buffer.alloc(2 ** 20 + 1, 'x'));
  const another = await runSecret(root, ['set', 'users', 'database', 'user', ...PRODUCTION], 'u');

  expect(most.code).toBe(0);
  expect(more).toMatchObject({ code: 1, err: 'standard input: has more than 1048576 bytes. Give less.\n' });
  expect(another).toMatchObject({
    code: 1,
    err: expect.stringContaining('all keys together would have 1048577 bytes'),
  });
  expect(opened(root)).toMatchObject({ generation: 1 });
});

test('an empty value needs --allow-empty', async () => {
  const root = makeVault();

  const refused = await runSecret(root, [...PASSWORD, ...PRODUCTION]);
  expect(refused).toMatchObject({ code: 1, err: 'password: the value is empty. Give one, or say --allow-empty.\n' });
  expect(secretsOf(root)).toEqual({});

  await runSecret(root, [...PASSWORD, ...PRODUCTION, '--allow-empty']);
  expect(opened(root)).toMatchObject({ values: { password: '' } });
});

test('a scope stays until another is asked for', async () => {
  const root = makeVault();
  await runSecret(root, [...PASSWORD, ...PRODUCTION, '--scope', 'namespace-wide'], 'hunter2');

  await runSecret(root, ['set', 'users', 'database', 'user', ...PRODUCTION], 'users');

  expect(opened(root)).toEqual({
    generation: 2,
    scope: 'namespace-wide',
    values: { password: 'hunter2', user: 'users' },
  });
});

test('another scope needs all keys, and says how', async () => {
  const root = makeVault();
  await runSecret(root, FROM_INPUT, 'user=users\npassword=hunter2\n');
  const before = secretsOf(root);

  const { code, err } = await runSecret(root, [...PASSWORD, ...PRODUCTION, '--scope', 'cluster-wide'], 'hunter2');

  expect(code).toBe(1);
  expect(secretsOf(root)).toEqual(before);
  expect(err)
    .toBe(`${DATABASE}: is sealed for identity/users-database (strict), and would be for the cluster (cluster-wide). Seals do not open elsewhere: set all keys in one run, password, user:
  kumiki secret set users database --env production --scope cluster-wide --from-env-file FILE
Or, where a value has several lines, write "keys": {} into the file and set one key after the other:
  kumiki secret set users database password --env production --scope cluster-wide
  kumiki secret set users database user --env production --scope cluster-wide
`);
});

test('another namespace is taken once all keys are set again', async () => {
  const root = makeVault();
  await runSecret(root, FROM_INPUT, 'user=users\npassword=hunter2\n');
  write(root, 'apps/users.ts', usersSource([], 'people'));

  const one = await runSecret(root, [...PASSWORD, ...PRODUCTION], 'hunter2');
  const all = await runSecret(root, [...FROM_INPUT, '--same-value'], 'user=users\npassword=hunter2\n');

  expect(one).toMatchObject({
    code: 1,
    err: expect.stringContaining('is sealed for identity/users-database (strict)'),
  });
  expect(all.code).toBe(0);
  expect(JSON.parse(readFileSync(path.join(root, DATABASE), 'utf8'))).toMatchObject({ namespace: 'people' });
  expect(opened(root)).toMatchObject({ generation: 1, values: { user: 'users', password: 'hunter2' } });
});

test('a name that no code asks for is noted, with what was meant', async () => {
  const root = makeVault({ 'apps/users.ts': usersSource(['password']) });

  const name = await runSecret(root, ['set', 'users', 'databse', 'password', ...PRODUCTION], 'x');
  const key = await runSecret(root, ['set', 'users', 'database', 'pasword', ...PRODUCTION], 'x');
  const right = await runSecret(root, [...PASSWORD, ...PRODUCTION], 'x');

  expect(name.err).toBe('note: production: no code asks for users/databse yet. Did you mean database?\n');
  expect(key.err).toBe(
    'note: production: no code asks for the key pasword of users/database yet. Did you mean password?\n',
  );
  expect(right.err).toBe('');
});

test('all environments are checked before any is written', async () => {
  const root = makeVault({ 'environments/staging.ts': environmentSource('staging') });

  const { code, err } = await runSecret(root, [...PASSWORD, '--env', '*'], 'hunter2');

  expect({ code, err }).toEqual({ code: 1, err: "staging: has no application 'users'. There are: none.\n" });
  expect(secretsOf(root)).toEqual({});
});

test.each<[string, readonly string[], string]>([
  ['no environment', PASSWORD, 'secret set: --env is missing.'],
  [
    'an environment that is none',
    [...PASSWORD, '--env', 'prod'],
    "--env 'prod' matches nothing. There are: production, staging.",
  ],
  [
    'another application',
    ['set', 'user', 'database', 'a', ...PRODUCTION],
    "production: has no application 'user'. Did you mean users?",
  ],
  ['a bad scope', [...PASSWORD, ...PRODUCTION, '--scope', 'x'], "--scope is 'x'. There are: strict, namespace-wide"],
  ['a bad name', ['set', 'users', '../x', 'a', ...PRODUCTION], 'the name cannot be one of a secret. Use lower-case'],
  ['no key', ['set', 'users', 'database', ...PRODUCTION], 'secret set needs an application, a name and a key, or'],
  ['nothing', ['set'], 'secret set needs an application'],
  ['a key beside a file', [...FROM_INPUT, 'password'], '--from-env-file has the keys'],
  ['no same value', [...PASSWORD, ...PRODUCTION, '--same-value'], 'has no password yet, so there is no same value.'],
  [
    'a file that is not there',
    ['set', 'users', 'database', '--from-env-file', 'none.env', ...PRODUCTION],
    '--from-env-file: none.env cannot be read (ENOENT).',
  ],
])('%s is refused, and nothing is written', async (_, args, problem) => {
  const root = makeVault();

  const { code, err } = await runSecret(root, args, 'hunter2');

  expect(code).toBe(1);
  expect(err).toContain(problem);
  expect(err).not.toContain('hunter2');
  expect(secretsOf(root)).toEqual({});
});

test.each([
  ['has expired', makeCertificate({ notAfter: '2026-01-10T00:00:00Z' }).pem, 'has expired on 2026-01-10.'],
  ['is not valid yet', makeCertificate({ notBefore: '2026-02-01T00:00:00Z' }).pem, 'is not valid before 2026-02-01.'],
  ['is too weak', makeCertificate({ keys: rsaKeys(1024) }).pem, 'its RSA key has 1024 bits.'],
  ['is none', 'hello', 'is no certificate in PEM.'],
])('a certificate that %s is refused, and nothing is written', async (_, pem, problem) => {
  const root = makeVault({ 'environments/staging/sealing.pem': pem });

  const { code, err } = await runSecret(root, [...PASSWORD, '--env', '*'], 'x');

  expect(code).toBe(1);
  expect(err).toContain(`environments/staging/sealing.pem: ${problem}`);
  expect(secretsOf(root)).toEqual({});
});

test('without a certificate nothing is sealed, and the command that brings it is told', async () => {
  const root = makeVault({ 'environments/other.ts': environmentOf('other') });

  const { code, err } = await runSecret(root, [...PASSWORD, '--env', '*'], 'x');

  expect(code).toBe(1);
  expect(err).toBe(
    'environments/other/sealing.pem: there is no such file. Make it with: kubeseal --fetch-cert | kumiki secret certificate - --env other\n',
  );
  expect(secretsOf(root)).toEqual({});
});

test('a damaged file is told, and left', async () => {
  const root = makeVault({ [DATABASE]: '{ "keys": {' });

  const { code, err } = await runSecret(root, [...PASSWORD, ...PRODUCTION], 'hunter2');

  expect({ code, err }).toEqual({
    code: 1,
    err: `${DATABASE}:1: is no JSON. Mend it, or take the file from an earlier commit.\n`,
  });
  expect(secretsOf(root)).toEqual({ 'production/secrets/users/database.json': '{ "keys": {' });
});

test('an environment that cannot be built is told as it is', async () => {
  const root = makeVault({ 'environments/staging.ts': environmentOf('staging', "throw new Error('no database');") });

  const { code, err } = await runSecret(root, [...PASSWORD, '--env', 'staging'], 'hunter2');

  expect(code).toBe(1);
  expect(err).toContain('no database');
});

test('what changed while the value was typed is not overwritten', async () => {
  const root = makeVault();
  const ask = () => {
    write(root, DATABASE, '{}');
    return Promise.resolve(Buffer.from('hunter2'));
  };
  const input = { isTerminal: () => true, read: refuse, lines: refuse, ask };

  const { code, err } = await runSecret(root, [...PASSWORD, ...PRODUCTION], '', { input });

  expect({ code, err }).toEqual({
    code: 1,
    err: `${DATABASE}: was changed by somebody else meanwhile. Run the command again.\n`,
  });
});

test('an env file is not typed into a terminal', async () => {
  const root = makeVault();
  const input = { isTerminal: () => true, read: refuse, lines: refuse, ask: refuse };

  const { code, err } = await runSecret(root, FROM_INPUT, '', { input });

  expect(code).toBe(1);
  expect(err).toContain('standard input is a terminal, which would show what is typed.');
});

test('two branches that set keys of one secret conflict, as Pods would not see one of the two changes', async () => {
  const root = makeVault();
  await runSecret(root, FROM_INPUT, 'user=users\npassword=hunter2\n');
  const base = readFileSync(path.join(root, DATABASE), 'utf8');
  const change = async (key: string): Promise<string | undefined> => {
    write(root, DATABASE, base);
    await runSecret(root, ['set', 'users', 'database', key, ...PRODUCTION], 'x');
    return readFileSync(path.join(root, DATABASE), 'utf8')
      .split('\n')
      .find((line) => line.includes('"change"'));
  };

  const [ours, theirs] = [await change('user'), await change('password')];

  expect(ours).toMatch(/^ {2}"change": "[0-9a-f]{8}",$/);
  expect(ours).not.toBe(theirs);
  expect(base).not.toContain(ours);
});

const PREVIEWED = `import { defineEnvironment, previews } from 'kumiki';
import { Users } from '../apps/users.ts';
const staging = defineEnvironment({
  name: 'staging',
  edition: 1,
  kubernetes: '1.34',
  build(environment) {
    new Users(environment);
  },
});
export default [staging, ...previews(staging)];
`;

test('a glob means no preview; one that is named is sealed for, with the certificate of its base', async () => {
  const root = makeVault({
    'environments/staging.ts': PREVIEWED,
    'environments/previews/pr-1.json': '{ "from": "staging", "until": "2026-12-24", "images": {} }',
  });

  await runSecret(root, [...PASSWORD, '--env', 'staging*'], 'one');
  expect(Object.keys(secretsOf(root))).toEqual(['staging/secrets/users/database.json']);

  const file = 'environments/staging-pr-1/secrets/users/database.json';
  const { code } = await runSecret(root, [...PASSWORD, '--env', 'staging-pr-1'], 'two');
  expect(code).toBe(0);
  expect(opened(root, file)).toMatchObject({ scope: 'strict', values: { password: 'two' } });
  expect(JSON.parse(readFileSync(path.join(root, file), 'utf8'))).toMatchObject({ namespace: 'identity-pr-1' });
});

function refuse(): never {
  throw new Error('nothing is read');
}
