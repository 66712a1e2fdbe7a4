import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeArchive } from '../../../vendor/make-archive.ts';
import { CHART, makeVendorRepository } from './fake-programs.ts';

const OVERLAY = {
  'overlays/production/kustomization.yaml': 'resources: [../base]\n',
  'overlays/base/kustomization.yaml': 'resources: [a.yaml]\n',
  'overlays/base/a.yaml': 'a\n',
  'overlays/production/out.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: legacy }\ndata: { a: "1" }\n',
} as const;

test('everything that is vendored is rendered again from its lock', async () => {
  const repository = makeVendorRepository({ ...CHART, ...OVERLAY, 'config/v.yaml': 'x: 1\n' });
  await repository.vendor('helm', 'charts/redis', '--as', 'redis', '--values', 'config/v.yaml', '--namespace', 'data');
  await repository.vendor('kustomize', 'overlays/production', '--as', 'legacy');
  const lock = readFileSync(path.join(repository.root, 'vendor/redis/vendor.lock.json'), 'utf8');

  const none = await repository.vendor('update');
  repository.write('overlays/production/out.yaml', OVERLAY['overlays/production/out.yaml'].replace('"1"', '"2"'));
  const check = await repository.vendor('update', '--check');
  const update = await repository.vendor('update', 'legacy');

  expect(none).toMatchObject({
    code: 0,
    out: 'vendor/legacy: nothing changes: overlays/production, 1 object.\nvendor/redis: nothing changes: redis 1.2.3 (app 7), 1 object.\n',
  });
  expect(readFileSync(path.join(repository.root, 'vendor/redis/vendor.lock.json'), 'utf8')).toBe(lock);
  expect(check).toMatchObject({
    code: 2,
    out: 'vendor/legacy: is not what it would be now: overlays/production, 1 object.\n  ~ ConfigMap legacy /data/a\nvendor/redis: nothing changes: redis 1.2.3 (app 7), 1 object.\n',
  });
  expect(update).toMatchObject({ code: 0, out: expect.stringContaining('vendor/legacy: updated') });
});

test('a change of values, or of what an overlay builds on, is a change of the lock alone', async () => {
  const repository = makeVendorRepository({ ...OVERLAY });
  await repository.vendor('kustomize', 'overlays/production', '--as', 'legacy');
  repository.write('overlays/base/a.yaml', 'b\n');

  const { code, out } = await repository.vendor('update', '--check');

  expect({ code, out }).toEqual({
    code: 2,
    out: 'vendor/legacy: is not what it would be now: overlays/production, 1 object.\n',
  });
});

test('a chart that is fetched keeps its version, or gets the one that is asked for', async () => {
  const repository = makeVendorRepository({});
  const pack = (version: string): void =>
    writeFileSync(
      path.join(repository.bin, 'pulled.tgz'),
      makeArchive('redis', {
        'Chart.yaml': `name: redis\nversion: ${version}\n`,
        'templates/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: redis }\ndata: { a: v${version} }\n`,
      }),
    );
  const asked = (): unknown => JSON.parse(readFileSync(path.join(repository.bin, 'pull.json'), 'utf8'));
  pack('1.0.0');
  await repository.vendor('helm', 'redis', '--repo', 'https://charts.example.com', '--as', 'redis');

  await repository.vendor('update');
  const same = asked();
  pack('2.0.0');
  const { out } = await repository.vendor('update', 'redis', '--version', '2.0.0');

  expect(same).toEqual([
    'redis',
    '--repo',
    'https://charts.example.com',
    '--version',
    '1.0.0',
    '--destination',
    expect.any(String),
  ]);
  expect(asked()).toEqual([
    'redis',
    '--repo',
    'https://charts.example.com',
    '--version',
    '2.0.0',
    '--destination',
    expect.any(String),
  ]);
  expect(out).toBe('vendor/redis: updated: redis 1.0.0 → 2.0.0, 1 object.\n  ~ ConfigMap redis /data/a\n');
});

test('where one cannot be rendered, none is written', async () => {
  const repository = makeVendorRepository({ ...CHART, ...OVERLAY });
  await repository.vendor('kustomize', 'overlays/production', '--as', 'legacy');
  await repository.vendor('helm', 'charts/redis', '--as', 'redis');
  const before = readFileSync(path.join(repository.root, 'vendor/legacy/configmap-legacy.yaml'), 'utf8');
  repository.write('overlays/production/out.yaml', OVERLAY['overlays/production/out.yaml'].replace('"1"', '"2"'));
  repository.write('charts/redis/failure', 'no\n');

  const { code } = await repository.vendor('update');

  expect(code).toBe(5);
  expect(readFileSync(path.join(repository.root, 'vendor/legacy/configmap-legacy.yaml'), 'utf8')).toBe(before);
});

test('where one of several may not be written, none is', async () => {
  const repository = makeVendorRepository({ ...CHART, ...OVERLAY });
  await repository.vendor('kustomize', 'overlays/production', '--as', 'legacy');
  await repository.vendor('helm', 'charts/redis', '--as', 'redis');
  const before = readFileSync(path.join(repository.root, 'vendor/legacy/configmap-legacy.yaml'), 'utf8');
  repository.write('overlays/production/out.yaml', OVERLAY['overlays/production/out.yaml'].replace('"1"', '"2"'));
  repository.write(
    'charts/redis/templates/s.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { a: b }\n',
  );

  const { code } = await repository.vendor('update');

  expect(code).toBe(1);
  expect(readFileSync(path.join(repository.root, 'vendor/legacy/configmap-legacy.yaml'), 'utf8')).toBe(before);
});

test.each<[string, readonly string[], string]>([
  ['a name that is not there', ['redi'], "'redi' is not vendored. Did you mean redis?"],
  [
    'a version of a chart that lies here',
    ['redis', '--version', '2'],
    'charts/redis: --version goes with --repo and oci://',
  ],
])('%s is refused', async (_, args, message) => {
  const repository = makeVendorRepository(CHART);
  await repository.vendor('helm', 'charts/redis', '--as', 'redis');

  const { code, err } = await repository.vendor('update', ...args);

  expect(err).toContain(message);
  expect(code).toBe(1);
});

test('a lock that was edited, or lost, is refused', async () => {
  const repository = makeVendorRepository(CHART);
  await repository.vendor('helm', 'charts/redis', '--as', 'redis');
  const lock = path.join(repository.root, 'vendor/redis/vendor.lock.json');
  writeFileSync(lock, '<<<<<<< a\n');

  const conflict = await repository.vendor('update');
  rmSync(lock);
  const lost = await repository.vendor('helm', 'charts/redis', '--as', 'redis');
  const nothing = await repository.vendor('update');

  expect(conflict.err).toContain('vendor/redis/vendor.lock.json:1: a merge conflict is not resolved. Resolve it.');
  expect(lost.err).toContain('vendor/redis/vendor.lock.json: is missing.');
  expect(nothing.err).toContain('vendor/: nothing is vendored here.');
});
