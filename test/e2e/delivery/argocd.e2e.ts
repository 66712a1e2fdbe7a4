import type { Application } from '../../../lib/kubernetes.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { startArgoCd, type ApplicationStatus } from '../../servers/argo/start-argocd.ts';
import { GitServer } from '../../servers/git/git-server.ts';
import { ENVIRONMENT } from './delivery-source.ts';
import { testDelivery } from './test-delivery.ts';

testDelivery(async (cluster) => {
  const argocd = await startArgoCd(cluster);
  const { url: repository } = await (await GitServer.start(cluster.run)).create('manifests');
  return {
    repository,
    delivery: `argocd({ repository: '${repository}', endpointSlices: 'included' })`,
    async refresh() {
      const applications = await cluster.api.list<KubernetesObject>(
        'argoproj.io/v1alpha1',
        'Application',
        argocd.namespace,
      );
      for (const { metadata } of applications) await argocd.refresh(metadata.name);
    },
    refusalOf: (application, commit) => argocd.untilFailed(`${ENVIRONMENT}-${application}`, commit),
    async untilSynced(application, commit) {
      const name = `${ENVIRONMENT}-${application}`;
      await argocd.untilSynced(name, commit);
      // A sync that failed is tried again, and until it ends Argo CD removes nothing.
      const reference = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: argocd.namespace, name };
      await cluster.api.until<Application>(reference, 'tries no more', ({ status }) => phaseOf(status) !== 'Running');
    },
  };
});

function phaseOf(status: Application['status']): string | undefined {
  const { operationState } = (status ?? {}) as ApplicationStatus;
  return operationState?.phase;
}
