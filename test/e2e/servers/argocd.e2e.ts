import { beforeAll, expect, test } from 'vitest';
import { startArgoCd, type ArgoCd } from '../../servers/argo/start-argocd.ts';
import type { GitRepository } from '../../servers/git/git-repository.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { useCluster } from '../use-cluster.ts';
import { configMap, untilGone, untilValue } from './config-maps.ts';
import { makeDeployer } from './deployer.ts';

const SERVER = 'https://kubernetes.default.svc';
const cluster = useCluster();
let argocd: ArgoCd;
let repository: GitRepository;

beforeAll(async () => {
  argocd = await startArgoCd(cluster());
  repository = await (await GitServer.start(cluster().run)).create('manifests');
});

test('Argo CD applies a commit, a change and a revert, prunes, and has no more rights than the account of the AppProject', async () => {
  const { api } = cluster();
  const { namespace } = argocd;
  await makeDeployer(api, namespace);
  const first = await repository.write({ 'app/a.yaml': configMap('a', '1'), 'app/b.yaml': configMap('b', '1') });
  await api.apply({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'project', namespace },
    spec: {
      sourceRepos: [repository.url],
      destinations: [{ namespace: 'default', server: SERVER }],
      destinationServiceAccounts: [
        { namespace: 'default', server: SERVER, defaultServiceAccount: `${namespace}:deployer` },
      ],
    },
  });
  await api.apply({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'app', namespace },
    spec: {
      project: 'project',
      source: { repoURL: repository.url, path: 'app', targetRevision: 'refs/heads/main' },
      destination: { namespace: 'default', server: SERVER },
      syncPolicy: { automated: { prune: true, selfHeal: true, allowEmpty: true } },
    },
  });

  await argocd.untilSynced('app', first);
  await untilValue(api, 'b', '1');

  const changed = await repository.write({ 'app/a.yaml': configMap('a', '2'), 'app/b.yaml': undefined });
  await argocd.untilSynced('app', changed);
  await untilValue(api, 'a', '2');
  await untilGone(api, 'b');

  await argocd.untilSynced('app', await repository.revert());
  await untilValue(api, 'a', '1');
  await untilValue(api, 'b', '1');

  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: c, namespace: default}\nspec: {ports: [{port: 80}]}\n';
  const message = await argocd.untilFailed('app', await repository.write({ 'app/c.yaml': service }));
  expect(message).toContain('User "system:serviceaccount:argocd:deployer" cannot');
});
