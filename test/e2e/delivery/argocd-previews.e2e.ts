import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { startArgoCd } from '../../servers/argo/start-argocd.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { testPreviews } from './test-previews.ts';

testPreviews(async (cluster) => {
  const argocd = await startArgoCd(cluster);
  const { url: repository } = await (await GitServer.start(cluster.run)).create('manifests');
  const application = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: argocd.namespace };
  return {
    repository,
    delivery: `argocd({ repository: '${repository}' })`,
    home: argocd.namespace,
    objectOf: (name) => ({ ...application, name }),
    async refresh() {
      const { apiVersion, kind, namespace } = application;
      const applications = await cluster.api.list<KubernetesObject>(apiVersion, kind, namespace);
      for (const { metadata } of applications) await argocd.refresh(metadata.name);
    },
  };
});
