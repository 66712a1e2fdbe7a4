import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Secret } from '../../../lib/kubernetes.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { programPath } from '../../servers/module-cache.ts';
import { runCommand } from '../../servers/run-command.ts';
import { startSealedSecrets, type SealedSecretsController } from '../../servers/start-sealed-secrets.ts';
import { useCluster } from '../use-cluster.ts';
import { environmentSource } from './environment-source.ts';
import { SealedRepository } from './sealed-repository.ts';
import { ShopInCluster } from './shop-in-cluster.ts';

const ENVIRONMENT = ['--env', 'production'];
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const OUTAGE = 30_000;
const cluster = useCluster();
let controller: SealedSecretsController;
let repository: SealedRepository;
let shop: ShopInCluster;

// Each test goes on from the one before.
beforeAll(async () => {
  controller = await startSealedSecrets(cluster());
  shop = new ShopInCluster(cluster());
  repository = new SealedRepository(cluster().run.folder('repository'));
  repository.write('environments/production.ts', environmentSource());
  await takeCertificate();
});

test('what was sealed becomes the right Secret, in all three scopes, byte for byte', async () => {
  await repository.set('database', 'password', 'first');
  await repository.set('broad', 'token', 'a line\n', '--scope', 'namespace-wide');
  await repository.set('everywhere', 'bytes', EVERY_BYTE, '--scope', 'cluster-wide');

  await applyAll();

  await shop.untilValue('shop-database', 'password', Buffer.from('first'));
  await shop.untilValue('shop-broad', 'token', Buffer.from('a line\n'));
  await shop.untilValue('shop-everywhere', 'bytes', EVERY_BYTE);
  await shop.untilAvailable();
});

test('kubeseal opens with the private key alone what was sealed', async () => {
  const key = path.join(cluster().run.path, 'private-key.json');
  const keys = await cluster().api.list('v1', 'Secret', 'kube-system', 'sealedsecrets.bitnami.com/sealed-secrets-key');
  writeFileSync(key, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: keys }), { mode: 0o600 });

  for (const sealed of (await repository.render()).filter(({ kind }) => kind === 'SealedSecret')) {
    const { code, out, err } = await kubeseal(
      ['--recovery-unseal', `--recovery-private-key=${key}`, '--format=json'],
      JSON.stringify(sealed),
    );

    expect(code, err).toBe(0);
    const { data } = JSON.parse(out) as Secret;
    const live = await shop.secret(sealed.metadata.name);
    expect(data).toEqual(live?.data);
  }
});

test('a value that kubeseal has sealed takes its place in the file, and opens', async () => {
  const file = 'environments/production/secrets/shop/database.json';
  const value = path.join(cluster().run.path, 'value');
  writeFileSync(value, 'by kubeseal');
  const { code, out } = await kubeseal([
    '--raw',
    '--namespace=shop',
    '--name=shop-database',
    '--scope=strict',
    `--from-file=${value}`,
  ]);
  expect(code).toBe(0);
  const record = JSON.parse(repository.read(file));

  record.keys.password.sealed = out.trim();
  repository.write(file, `${JSON.stringify(record, undefined, 2)}\n`);
  await applyAll();

  await shop.untilValue('shop-database', 'password', Buffer.from('by kubeseal'));
});

test('a SealedSecret that was moved or renamed is refused by the controller, and before that by synth', async () => {
  const sealed = (await repository.render()).find(({ metadata }) => metadata.name === 'shop-database');
  const strays = [
    { name: 'shop-store', namespace: 'shop' },
    { name: 'shop-database', namespace: 'default' },
  ];
  for (const metadata of strays) {
    const stray = { ...sealed, metadata } as KubernetesObject;
    await cluster().api.apply(stray);
    expect(await shop.refusalOf(stray)).toContain('no key could decrypt secret');
    await cluster().api.delete({ apiVersion: stray.apiVersion, kind: stray.kind, ...metadata });
  }

  const record = repository.read('environments/production/secrets/shop/database.json');
  repository.write('environments/production/secrets/shop/store.json', record);
  const renamed = await synthOf({ database: 'store' });
  repository.remove('environments/production/secrets/shop/store.json');
  const moved = await synthOf({ namespace: 'elsewhere' });
  repository.write('environments/production.ts', environmentSource());

  expect(renamed).toMatchObject({ code: 1, err: expect.stringContaining('shop/shop-database') });
  expect(moved).toMatchObject({ code: 1, err: expect.stringContaining('shop/shop-database') });
});

test('after a renewal of the key old seals open, and so do new ones', async () => {
  const before = await controller.certificate();
  await controller.stop();
  await controller.start({ newKey: true });
  expect(await controller.certificate()).not.toBe(before);
  await takeCertificate();

  await cluster().api.delete({ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'shop-broad' });
  await repository.set('database', 'password', 'by the new key');
  await applyAll();

  await shop.untilValue('shop-broad', 'token', Buffer.from('a line\n'));
  await shop.untilValue('shop-database', 'password', Buffer.from('by the new key'));
  await shop.untilAvailable();
  const status = await repository.kumiki(['secret', 'status', '--json']);
  expect(statesOf(status)).toEqual({
    'broad token': 'outdated',
    'database password': 'sealed',
    'everywhere bytes': 'outdated',
  });
});

test('while the controller is away the old Pods go on, and start again with the old value; then all get the new one', async () => {
  const { api, nodes } = cluster();
  const [before] = await shop.pods();
  if (nodes === undefined || before === undefined) throw new Error('no Pods');
  const generation = generationOf('database');
  const waited = nodes.waited.length;

  await controller.stop();
  await repository.set('database', 'password', 'after the outage');
  await applyAll();
  await api.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: before.metadata.name ?? '' });
  await sleep(OUTAGE);
  const during = await shop.pods();
  await controller.start();
  await shop.untilAvailable();

  const running = during.filter(({ status }) => status?.phase === 'Running');
  expect(running.map((pod) => shop.passwordOf(pod))).toEqual(['by the new key', 'by the new key', 'by the new key']);
  expect(during.map(({ metadata }) => metadata.uid)).not.toContain(before.metadata.uid);
  expect((await shop.pods()).map((pod) => shop.passwordOf(pod))).toEqual([
    'after the outage',
    'after the outage',
    'after the outage',
  ]);
  // For old Pods that start again before the last of them is gone.
  await shop.untilValue('shop-database', `password.${generation}`, Buffer.from('by the new key'));
  const missing = new Set(nodes.waited.slice(waited).map(({ message }) => message));
  expect([...missing]).toEqual([`couldn't find key password.${generation + 1} in Secret shop/shop-database`]);
});

function synthOf(source: Parameters<typeof environmentSource>[0]) {
  repository.write('environments/production.ts', environmentSource(source));
  return repository.tryKumiki(['synth']);
}

async function takeCertificate(): Promise<void> {
  await repository.kumiki(['secret', 'certificate', '-', ...ENVIRONMENT], await controller.certificate());
}

async function applyAll(): Promise<void> {
  await shop.apply(await repository.render());
}

function generationOf(name: string): number {
  return JSON.parse(repository.read(`environments/production/secrets/shop/${name}.json`)).generation;
}

function statesOf(status: string): Readonly<Record<string, string>> {
  const { secrets } = JSON.parse(status) as {
    readonly secrets: readonly { readonly secret: string; readonly key: string; readonly state: string }[];
  };
  return Object.fromEntries(secrets.map(({ secret: name, key, state }) => [`${name} ${key}`, state]));
}

async function kubeseal(args: readonly string[], input = '') {
  const certificate = path.join(cluster().run.path, 'certificate.pem');
  writeFileSync(certificate, await controller.certificate());
  return runCommand(programPath('kubeseal'), [`--cert=${certificate}`, ...args], { input });
}
