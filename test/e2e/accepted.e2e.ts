/**
 * The one server that is built is of the newest version that kumiki knows, 1.37. The environments of the example name older ones: whatever
 * they render has to be good there too, as nobody downgrades a cluster before an upgrade.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { installCrds } from '../servers/install-crds.ts';
import { kubectl } from '../servers/kubectl.ts';
import { runKumiki } from '../cli/run-kumiki.ts';
import { ALL_CRDS } from './all-crds.ts';
import type { CommandResult } from '../servers/run-command.ts';
import { useCluster } from './use-cluster.ts';

const cluster = useCluster({ controllers: false });
const environments = readdirSync('dist', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  .map(({ name }) => name);
const FINE = { code: 0, said: [] };
/** The name that Argo CD gives its finalizer has no path, which the server advises against. */
const ARGOCD_FINALIZER = /^Warning: .*"resources-finalizer\.argocd\.argoproj\.io": prefer a domain-qualified/;
const DRY = ['--dry-run=server', '--validate=strict', '-o', 'name'];

beforeAll(async () => {
  for (const folder of ALL_CRDS) await installCrds(cluster().api, folder);
  for (const name of ['argocd', 'flux-system'])
    await cluster().api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
});

test.each(environments)('the server accepts every object of %s', async (environment) => {
  const files = manifestsOf(environment);
  const namespaces = files.filter((file) => path.basename(file).startsWith('namespace-'));
  const others = files.filter((file) => !namespaces.includes(file));
  const made = await kubectl(cluster(), ['apply', '--server-side', '--validate=strict', ...filesAsArgs(namespaces)]);
  expect(answerOf(made)).toEqual(FINE);

  const created = await kubectl(cluster(), ['create', ...DRY, ...filesAsArgs(others)]);
  const applied = await kubectl(cluster(), ['apply', '--server-side', ...DRY, ...filesAsArgs(files)]);

  expect(answerOf(created)).toEqual(FINE);
  expect(created.out.trim().split('\n')).toHaveLength(others.length);
  expect(answerOf(applied)).toEqual(FINE);
});

test.each(environments)('the server accepts what bootstrap says of %s', async (environment) => {
  const { code, out } = await runKumiki(process.cwd(), ['bootstrap', '--env', environment]);

  const applied = await kubectl(cluster(), ['apply', '--server-side', '--force-conflicts', ...DRY, '-f', '-'], out);

  expect(code).toBe(0);
  expect(answerOf(applied)).toEqual(FINE);
});

test.each([
  [
    'a misspelt field',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, dta: {} },
    'unknown field "dta"',
  ],
  [
    'a misspelt field of a custom kind',
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'a' }, spec: { listener: [] } },
    'unknown field "spec.listener"',
  ],
])('the same server refuses %s', async (_, object, message) => {
  const { code, err } = await kubectl(cluster(), ['create', ...DRY, '-f', '-'], JSON.stringify(object));

  expect(code).toBe(1);
  expect(err).toContain(message);
});

test('the CRDs that the server has are of the releases that the schema pool knows', () => {
  const script = readFileSync('test/servers/crds/build.sh', 'utf8');
  const copied = [...script.matchAll(/^copy (\S+) \S+ (\S+) /gm)].map(([, tool, version]) => `${tool}-${version}.json`);

  expect(copied.length).toBeGreaterThan(0);
  expect(readdirSync('scripts/schema-pool')).toEqual(expect.arrayContaining(copied));
});

function answerOf({ code, err }: CommandResult) {
  return { code, said: err.split('\n').filter((line) => line !== '' && !ARGOCD_FINALIZER.test(line)) };
}

function manifestsOf(environment: string): readonly string[] {
  return readdirSync(path.join('dist', environment), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.join('dist', environment, file))
    .toSorted();
}

function filesAsArgs(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => ['-f', file]);
}
