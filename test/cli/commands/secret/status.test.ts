import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { write } from '../../../environment/fixture-repository.ts';
import { makeCertificate, rsaKeys } from '../../../secret/make-certificate.ts';
import { CERTIFICATE, DATABASE, environmentOf, makeVault, runSecret, usersSource } from './vault.ts';

const NEWER = makeCertificate({ notBefore: '2026-01-10T00:00:00Z', keys: rsaKeys(2048, 'second') });

/** `password` is missing in staging, `user` is of another certificate in production, `old` is used nowhere. */
async function makeMixedVault(): Promise<string> {
  const root = makeVault({ 'apps/users.ts': usersSource(['password', 'user']) });
  const from = ['set', 'users', 'database', '--from-env-file', '-'];
  await runSecret(root, [...from, '--env', 'production'], 'user=u\nold=o\n');
  write(root, 'environments/production/sealing.pem', NEWER.pem);
  await runSecret(root, ['set', 'users', 'database', 'password', '--env', 'production'], 'p');
  await runSecret(root, [...from, '--env', 'staging'], 'user=u\n');
  return root;
}

test('a table of environment × secret × key, and 1 where one is missing', async () => {
  const root = await makeMixedVault();

  const { code, out, err } = await runSecret(root, ['status']);

  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toBe(`environment  secret          key       state
production   users/database  old       orphan
production   users/database  password  sealed
production   users/database  user      outdated
staging      users/database  password  missing
staging      users/database  user      sealed
production: certificate ${NEWER.fingerprint.slice(0, 12)}…, 1 day old
staging: certificate ${CERTIFICATE.fingerprint.slice(0, 12)}…, 10 days old
`);
});

test('--json is one document, with dates', async () => {
  const root = await makeMixedVault();

  const { out } = await runSecret(root, ['status', '--env', 'staging', '--json']);

  const row = { environment: 'staging', application: 'users', secret: 'database' };
  expect(JSON.parse(out)).toEqual({
    secrets: [
      { ...row, key: 'password', state: 'missing' },
      { ...row, key: 'user', state: 'sealed' },
    ],
    certificates: [
      {
        environment: 'staging',
        fingerprint: CERTIFICATE.fingerprint,
        notBefore: '2026-01-01T00:00:00.000Z',
        notAfter: '2035-12-30T00:00:00.000Z',
      },
    ],
  });
});

test('0 where all is sealed', async () => {
  const root = await makeMixedVault();

  const { code } = await runSecret(root, ['status', '--env', 'production']);

  expect(code).toBe(0);
});

test('--quiet says what is missing alone', async () => {
  const root = await makeMixedVault();

  const { out } = await runSecret(root, ['status', '--quiet']);

  expect(out).toBe('environment  secret          key       state\nstaging      users/database  password  missing\n');
});

test('what an application has left behind is an orphan', async () => {
  const root = await makeMixedVault();
  write(root, 'environments/staging.ts', environmentOf('staging', ''));

  const { code, out } = await runSecret(root, ['status', '--env', 'staging']);

  expect(code).toBe(0);
  expect(out).toContain('staging      users/database  user  orphan\n');
});

test('a certificate of more than 30 days is noted, as is one that does not hold or is not there', async () => {
  const root = await makeMixedVault();
  const day = (text: string) => ({ today: () => new Date(text) });

  const young = await runSecret(root, ['status', '--env', 'staging'], '', day('2026-01-31T00:00:00Z'));
  const old = await runSecret(root, ['status', '--env', 'staging'], '', day('2026-02-01T00:00:00Z'));
  const expired = await runSecret(root, ['status', '--env', 'staging'], '', day('2036-02-01T00:00:00Z'));
  rmSync(path.join(root, 'environments/staging/sealing.pem'));
  const none = await runSecret(root, ['status', '--env', 'staging']);

  expect(young.err).toBe('');
  expect(old.err).toBe(
    "note: environments/staging/sealing.pem: is 31 days old, and controllers make a new key every 30 days. Take today's with: kubeseal --fetch-cert | kumiki secret certificate - --env staging\n",
  );
  expect(expired.err).toContain('environments/staging/sealing.pem: has expired on 2035-12-30.');
  expect(none.err).toContain('environments/staging/sealing.pem: there is no such file, so nothing can be sealed.');
});

test('a repository without secrets says so', async () => {
  const root = makeVault();

  const { code, out } = await runSecret(root, ['status', '--env', 'production']);

  expect(code).toBe(0);
  expect(out).toContain('There is no secret.\n');
});

test('a damaged file is told', async () => {
  const root = makeVault({ [DATABASE]: '[]' });

  const { code, err } = await runSecret(root, ['status']);

  expect(code).toBe(1);
  expect(err).toContain(`${DATABASE}: the content is no object`);
});

test('reseal gives the commands for what another certificate has sealed, and changes nothing', async () => {
  const root = await makeMixedVault();

  const { code, out } = await runSecret(root, ['reseal']);

  expect(code).toBe(0);
  expect(out).toBe(`# production: users/database, user
  kumiki secret set users database user --env production --same-value
# Each reads the same value as before from standard input, or asks for it. Nothing restarts.
`);
});

test('reseal gives one command for a secret that has moved', async () => {
  const root = await makeMixedVault();
  await runSecret(root, ['set', 'users', 'database', 'password', '--env', 'staging'], 'p');
  write(root, 'apps/users.ts', usersSource(['password', 'user'], 'people'));

  const { out, err } = await runSecret(root, ['reseal', '--env', 'staging', '--json']);

  expect(err).toBe('');
  expect(JSON.parse(out)).toEqual({
    secrets: [
      {
        environment: 'staging',
        application: 'users',
        secret: 'database',
        keys: ['password', 'user'],
        commands: ['kumiki secret set users database --env staging --same-value --from-env-file FILE'],
      },
    ],
    notes: [expect.stringContaining('staging: users/database is sealed for another namespace or name than it has now')],
  });
});

test('reseal has nothing to do where all is of today', async () => {
  const { out } = await runSecret(makeVault(), ['reseal']);

  expect(out).toBe('Nothing is to be sealed again.\n');
});
