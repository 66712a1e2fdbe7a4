/** The chart of the sealed-secrets controller, vendored with the real helm, in an environment of the platform: CRDs, cluster-wide RBAC and all. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startFlux } from '../../servers/flux/start-flux.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { referenceOf } from '../../servers/kube-client.ts';
import { programPath } from '../../servers/module-cache.ts';
import { readObjects } from '../../servers/read-objects.ts';
import { runCommand } from '../../servers/run-command.ts';
import { useCluster } from '../use-cluster.ts';
import { ManifestRepository } from './manifest-repository.ts';

const ENVIRONMENT = `import { Application, defineEnvironment, flux, Manifests } from 'kumiki';

export default defineEnvironment({
  name: 'platform',
  edition: 1,
  kubernetes: '1.37',
  platform: true,
  delivery: flux({ repository: 'REPOSITORY', interval: '5s', timeout: '30s' }),
  build(environment) {
    const application = new Application(environment, 'sealed-secrets');
    new Manifests(application, 'controller', {
      from: 'vendor/sealed-secrets',
      patch: { Deployment: { spec: { revisionHistoryLimit: 3 } } },
    });
  },
});
`;

const cluster = useCluster();
let repository: ManifestRepository;

beforeAll(async () => {
  await startFlux(cluster());
  const { url } = await (await GitServer.start(cluster().run)).create('platform');
  repository = await ManifestRepository.start(cluster().run, url);
  repository.write('environments/platform.ts', ENVIRONMENT.replace('REPOSITORY', url));
  cpSync(await chartOfSealedSecrets(), path.join(repository.root, 'charts/sealed-secrets'), { recursive: true });
});

test('a chart is vendored, patched, checked and delivered: its CRDs and rights by the root, the rest by its deployer', async () => {
  await repository.kumiki(
    'vendor',
    'helm',
    'charts/sealed-secrets',
    '--as',
    'sealed-secrets',
    '--helm',
    programPath('helm'),
  );
  await repository.release('Bring the sealed-secrets controller in');
  for (const object of await repository.bootstrap('platform')) await cluster().api.apply(object);

  const delivered = readObjects(path.join(repository.root, 'dist/platform'));
  for (const object of delivered) await cluster().api.until(referenceOf(object), 'is delivered', () => true);

  const kinds = new Set(delivered.map(({ kind }) => kind));
  expect([...kinds]).toEqual(
    expect.arrayContaining(['ClusterRole', 'CustomResourceDefinition', 'Deployment', 'Kustomization', 'Service']),
  );
  const deployment = delivered.find(({ kind }) => kind === 'Deployment');
  expect(deployment?.['spec']).toMatchObject({ revisionHistoryLimit: 3 });
});

/** It ships inside the Go module that the controller is built from. */
async function chartOfSealedSecrets(): Promise<string> {
  const args = ['list', '-m', '-f', '{{.Dir}}', 'github.com/bitnami/sealed-secrets'];
  const { out } = await runCommand('go', args, { cwd: 'test/servers/cluster' });
  return path.join(out.trim(), 'helm/sealed-secrets');
}
