import type { Kustomization } from '../../../lib/kubernetes.ts';
import { answers } from '../answers.ts';
import { freePort } from '../free-port.ts';
import { installCrds } from '../install-crds.ts';
import { programPath, sharePath } from '../module-cache.ts';
import type { Cluster } from '../start-cluster.ts';
import { FluxSource } from './flux-source.ts';

const NAMESPACE = 'flux-system';

export interface Flux {
  readonly namespace: string;
  /** Waits until a Kustomization has applied a commit and all that it applied is healthy. */
  untilSynced(name: string, commit: string): Promise<Kustomization>;
  /** Waits until a Kustomization could not apply a commit, or what it applied is not healthy. Gives its message. */
  untilFailed(name: string, commit: string): Promise<string>;
}

/** kustomize-controller as its own manifests start it, locked down to the rights of each Kustomization's account. */
export async function startFlux(cluster: Cluster): Promise<Flux> {
  const { api, kubeconfig, run } = cluster;
  await installCrds(api, sharePath('cluster', 'flux'));
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  await FluxSource.start(run, api);

  const health = `127.0.0.1:${await freePort()}`;
  const controller = run.start(
    'kustomize-controller',
    programPath('kustomize-controller'),
    [
      '--metrics-addr=127.0.0.1:0',
      `--health-addr=${health}`,
      '--watch-all-namespaces=true',
      '--no-cross-namespace-refs=true',
      '--no-remote-bases=true',
      '--default-service-account=default',
      '--requeue-dependency=1s',
      // A revert must not wait until the health checks of the broken commit give up.
      '--feature-gates=CancelHealthCheckOnNewRevision=true',
    ],
    { env: { KUBECONFIG: kubeconfig, RUNTIME_NAMESPACE: NAMESPACE } },
  );
  await controller.ready(() => answers(`http://${health}/readyz`));

  const referenceTo = (name: string) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    namespace: NAMESPACE,
    name,
  });
  return {
    namespace: NAMESPACE,
    untilSynced: (name, commit) =>
      api.until<Kustomization>(
        referenceTo(name),
        `has applied ${commit}`,
        (one) => isAt(one.status?.lastAppliedRevision, commit) && readyOf(one)?.status === 'True',
      ),
    async untilFailed(name, commit) {
      const failed = await api.until<Kustomization>(
        referenceTo(name),
        `fails to apply ${commit}`,
        (one) => isAt(one.status?.lastAttemptedRevision, commit) && readyOf(one)?.status === 'False',
      );
      return readyOf(failed)?.message ?? '';
    },
  };
}

function isAt(revision: string | undefined, commit: string): boolean {
  return revision?.endsWith(`:${commit}`) === true;
}

function readyOf({ metadata, status }: Kustomization) {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return ready?.observedGeneration === metadata.generation ? ready : undefined;
}
