import { beforeAll, expect, test } from 'vitest';
import { startFlux, type Flux } from '../../servers/flux/start-flux.ts';
import type { GitRepository } from '../../servers/git/git-repository.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { useCluster } from '../use-cluster.ts';
import { configMap, untilGone, untilValue } from './config-maps.ts';
import { makeDeployer } from './deployer.ts';

const cluster = useCluster();
let flux: Flux;
let repository: GitRepository;

beforeAll(async () => {
  flux = await startFlux(cluster());
  repository = await (await GitServer.start(cluster().run)).create('manifests');
});

test('Flux applies a commit, a change and a revert, prunes, and has no more rights than the account of the Kustomization', async () => {
  const { api } = cluster();
  await makeDeployer(api, flux.namespace);
  await api.apply({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'manifests', namespace: flux.namespace },
    spec: { interval: '1m', url: repository.url, ref: { branch: 'main' }, sparseCheckout: ['app'] },
  });
  await api.apply({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'app', namespace: flux.namespace },
    spec: {
      interval: '1m',
      retryInterval: '2s',
      path: './app',
      prune: true,
      serviceAccountName: 'deployer',
      sourceRef: { kind: 'GitRepository', name: 'manifests' },
    },
  });

  const first = await repository.write({ 'app/a.yaml': configMap('a', '1'), 'app/b.yaml': configMap('b', '1') });
  await flux.untilSynced('app', first);
  await untilValue(api, 'b', '1');

  const changed = await repository.write({ 'app/a.yaml': configMap('a', '2'), 'app/b.yaml': undefined });
  await flux.untilSynced('app', changed);
  await untilValue(api, 'a', '2');
  await untilGone(api, 'b');

  await flux.untilSynced('app', await repository.revert());
  await untilValue(api, 'a', '1');
  await untilValue(api, 'b', '1');

  const namespace = await repository.write({ 'app/c.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: c}\n' });
  const message = await flux.untilFailed('app', namespace);
  expect(message).toContain('User "system:serviceaccount:flux-system:deployer" cannot');
});
