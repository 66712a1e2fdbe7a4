import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { environmentSource } from '../../../environment/fixture-repository.ts';
import { makeCertificate } from '../../../secret/make-certificate.ts';
import { openSeal } from '../../../secret/open-seal.ts';
import { runKumiki } from '../../run-kumiki.ts';
import { CHART, makeVendorRepository, type VendorRepository } from './fake-programs.ts';

const { pem, privateKey } = makeCertificate();

const REPOSITORY = {
  ...CHART,
  'charts/redis/templates/secret.yaml':
    'apiVersion: v1\nkind: Secret\nmetadata: { name: redis, labels: { app: redis } }\ntype: Opaque\nstringData: { password: hunter2-RANDOM }\ndata: { user: cmVkaXM= }\n',
  'environments/production.ts': environmentSource(
    'production',
    "new Manifests(new Application(environment, 'cache', { namespace: 'redis' }), 'redis', { from: 'vendor/redis' });",
    "import { Application, Manifests } from 'kumiki';",
  ),
  'environments/production/sealing.pem': pem,
} as const;

const SEALS = 'environments/production/secrets/cache/redis.json';
const VENDOR = ['helm', 'charts/redis', '--as', 'redis', '--seal-env', 'production', '--app', 'cache'] as const;

interface SealsOfFile {
  readonly namespace: string;
  readonly name: string;
  readonly keys: Readonly<Record<string, { readonly sealed: string }>>;
}

function sealsOf({ root }: VendorRepository): SealsOfFile {
  return JSON.parse(readFileSync(path.join(root, SEALS), 'utf8')) as SealsOfFile;
}

test("a chart's Secrets are sealed for each environment, and never lie in vendor", async () => {
  const repository = makeVendorRepository(REPOSITORY);

  const { code, out, err } = await repository.vendor(...VENDOR);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`  sealed ${SEALS}\n`);
  expect(existsSync(path.join(repository.root, 'vendor/redis/secret-redis.yaml'))).toBe(false);
  expect(readFileSync(path.join(repository.root, 'vendor/redis/sealedsecret-redis.yaml'), 'utf8')).toContain(
    'spec:\n  encryptedData:\n    password: ""\n    user: ""\n  template:\n    metadata:\n      labels:\n        app: redis\n    type: Opaque\n',
  );
  const { namespace, name, keys } = sealsOf(repository);
  expect({ namespace, name }).toEqual({ namespace: 'redis', name: 'redis' });
  const opened = (key: string): string => openSeal(keys[key]?.sealed ?? '', 'redis/redis', privateKey).toString();
  expect(opened('user')).toBe('redis');
  expect(opened('password')).toMatch(/^hunter2-0\./);
});

test('what is sealed stays, whatever the chart makes up next', async () => {
  const repository = makeVendorRepository(REPOSITORY);
  await repository.vendor(...VENDOR);
  const before = sealsOf(repository);

  const again = await repository.vendor('update', '--check');
  repository.write(
    'charts/redis/templates/secret.yaml',
    REPOSITORY['charts/redis/templates/secret.yaml'].replace('\ndata: {', '\ndata: { more: bW9yZQ==,'),
  );
  const update = await repository.vendor('update');

  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('nothing changes') });
  expect(update.out).toContain('  ~ SealedSecret redis /spec/encryptedData/more\n');
  expect(Object.keys(sealsOf(repository).keys)).toEqual(['more', 'password', 'user']);
  expect(sealsOf(repository).keys['password']).toEqual(before.keys['password']);
});

test('Manifests fills the seals of its environment in', async () => {
  const repository = makeVendorRepository(REPOSITORY);
  await repository.vendor(...VENDOR);

  const { code, err } = await runKumiki(repository.root, ['synth']);

  expect({ code, err: err.replaceAll(/.*\r/g, '') }).toMatchObject({ code: 0 });
  const text = readFileSync(path.join(repository.root, 'dist/production/cache/sealedsecret-redis.yaml'), 'utf8');
  expect(text).toContain(`    password: ${sealsOf(repository).keys['password']?.sealed}\n`);
});

test.each<[string, Partial<Record<string, string>>, readonly string[], string]>([
  [
    'no certificate',
    { 'environments/production/sealing.pem': undefined },
    VENDOR,
    'environments/production/sealing.pem: there is no such file.',
  ],
  ['an environment that is not there', {}, [...VENDOR.slice(0, -3), 'staging', '--app', 'cache'], '--seal-env'],
  ['no application', {}, VENDOR.slice(0, -2), '--seal-env and --app go together'],
])('%s is refused, and nothing is written', async (_, changes, args, message) => {
  const files = Object.entries({ ...REPOSITORY, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const repository = makeVendorRepository(Object.fromEntries(files));

  const { code, err } = await repository.vendor(...args);

  expect(err).toContain(message);
  expect(err).not.toContain('hunter2');
  expect(code).toBe(1);
  expect(existsSync(path.join(repository.root, 'vendor'))).toBe(false);
  expect(existsSync(path.join(repository.root, SEALS))).toBe(false);
});

test('a namespace that is another than what was sealed for is refused when it is rendered', async () => {
  const repository = makeVendorRepository(REPOSITORY);
  await repository.vendor(...VENDOR, '--namespace', 'other');

  const { code, err } = await runKumiki(repository.root, ['synth']);

  expect(code).toBe(1);
  expect(err).toContain(`${SEALS} is sealed for the namespace other, and its Secret is in redis.`);
});
