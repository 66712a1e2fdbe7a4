import path from 'node:path';
import { expect, test } from 'vitest';
import { environmentSource } from '../../../environment/fixture-repository.ts';
import { makeCertificate, rsaKeys } from '../../../secret/make-certificate.ts';
import { textsBelow } from '../../shop.ts';
import { CERTIFICATE, makeVault, runSecret } from './vault.ts';

const NEWER = makeCertificate({ notBefore: '2026-01-10T00:00:00Z', keys: rsaKeys(2048, 'second') });
const OLDER = makeCertificate({ notBefore: '2025-12-01T00:00:00Z', keys: rsaKeys(2048, 'second') });
const PEM = 'environments/production/sealing.pem';

function read(root: string, file = PEM): string | undefined {
  return textsBelow(root)[path.normalize(file)];
}

test('a certificate goes to the environments that match, alone', async () => {
  const root = makeVault();
  await runSecret(root, ['set', 'users', 'database', 'password', '--env', 'production'], 'x');

  const { code, out, err } = await runSecret(root, ['certificate', '-', '--env', '*'], `subject=x\r\n${NEWER.pem}`);

  expect(code).toBe(0);
  expect(read(root)).toBe(NEWER.pem);
  expect(read(root, 'environments/staging/sealing.pem')).toBe(NEWER.pem);
  expect(out).toBe(`Certificate ${NEWER.fingerprint}, valid from 2026-01-10 to 2035-12-30.
Written:
  environments/production/sealing.pem: 1 seal of another certificate. See: kumiki secret reseal --env production
  environments/staging/sealing.pem
`);
  expect(err).toContain('note: these environments are of 2 clusters, production, staging:');
});

test('a file is read from the working directory, and environments of one cluster need no note', async () => {
  const shared = (name: string): string =>
    environmentSource(name).replace("kubernetes: '1.34',", "kubernetes: '1.34', cluster: 'one',");
  const root = makeVault({
    'environments/production.ts': shared('production'),
    'environments/staging.ts': shared('staging'),
    'new.pem': NEWER.pem,
  });

  const { code, err } = await runSecret(root, ['certificate', 'new.pem', '--env', '*']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('the same one changes nothing', async () => {
  const root = makeVault();

  const { code, out } = await runSecret(root, ['certificate', '-', '--env', 'production'], CERTIFICATE.pem);

  expect(code).toBe(0);
  expect(out).toContain('It is there already.\n');
});

test('an older one is refused with 3, unless it is meant', async () => {
  const root = makeVault();

  const refused = await runSecret(root, ['certificate', '-', '--env', '*'], OLDER.pem);
  expect(refused).toMatchObject({
    code: 3,
    err: expect.stringContaining(`${PEM}: is of 2026-01-01, and this certificate is of 2025-12-01`),
  });
  expect(read(root)).toBe(CERTIFICATE.pem);

  const meant = await runSecret(root, ['certificate', '-', '--env', '*', '--allow-older'], OLDER.pem);
  expect(meant.code).toBe(0);
  expect(read(root)).toBe(OLDER.pem);
});

test('one that cannot be read is replaced', async () => {
  const root = makeVault({ [PEM]: 'hello' });

  const { code } = await runSecret(root, ['certificate', '-', '--env', 'production'], NEWER.pem);

  expect(code).toBe(0);
  expect(read(root)).toBe(NEWER.pem);
});

test('--json is one document', async () => {
  const root = makeVault();

  const { out } = await runSecret(root, ['certificate', '-', '--env', 'production', '--json'], NEWER.pem);

  expect(JSON.parse(out)).toEqual({
    action: 'written',
    certificate: {
      fingerprint: NEWER.fingerprint,
      notBefore: '2026-01-10T00:00:00.000Z',
      notAfter: '2035-12-30T00:00:00.000Z',
    },
    environments: [{ environment: 'production', file: PEM, changed: true, outdated: 0 }],
    refusals: [],
    notes: [],
  });
});

test.each<[string, string, string]>([
  ['an expired one', makeCertificate({ notAfter: '2026-01-02T00:00:00Z' }).pem, 'has expired on 2026-01-02.'],
  ['one of the future', makeCertificate({ notBefore: '2026-02-02T00:00:00Z' }).pem, 'is not valid before 2026-02-02.'],
  ['a bundle', `${NEWER.pem}${CERTIFICATE.pem}`, 'holds 2 certificates'],
  ['nothing', '', 'is no certificate in PEM.'],
])('%s is refused, and nothing is written', async (_, pem, problem) => {
  const root = makeVault();

  const { code, err } = await runSecret(root, ['certificate', '-', '--env', '*'], pem);

  expect(code).toBe(1);
  expect(err).toContain(`standard input: ${problem}`);
  expect(read(root)).toBe(CERTIFICATE.pem);
});

test.each<[readonly string[], string]>([
  [['certificate', '-'], 'secret certificate: --env is missing.'],
  [['certificate', 'none.pem', '--env', '*'], 'none.pem: cannot be read (ENOENT). Name a certificate in PEM, or -.'],
  [['certificate', '-', '--env', 'prod'], "--env 'prod' matches nothing."],
])('%j is refused', async (args, problem) => {
  const root = makeVault();

  const { code, err } = await runSecret(root, args, NEWER.pem);

  expect(code).toBe(1);
  expect(err).toContain(problem);
});
