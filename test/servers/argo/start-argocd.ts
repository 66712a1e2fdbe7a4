import { randomBytes } from 'node:crypto';
import type { Application } from '../../../lib/kubernetes.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { answers } from '../answers.ts';
import { freePort } from '../free-port.ts';
import { installCrds } from '../install-crds.ts';
import type { KubeClient } from '../kube-client.ts';
import { programPath, sharePath } from '../module-cache.ts';
import { readObjects } from '../read-objects.ts';
import type { Cluster } from '../start-cluster.ts';

const NAMESPACE = 'argocd';
const FAILED: ReadonlySet<string> = new Set(['Failed', 'Error']);

export interface ArgoCd {
  readonly namespace: string;
  /** Asks for a comparison with git now: what a webhook of the git host does. */
  refresh(application: string): Promise<void>;
  /** Waits until an Application is synced to a commit and healthy. */
  untilSynced(application: string, commit: string): Promise<ApplicationStatus>;
  /** Waits until an Application could not be synced to a commit. Gives why. */
  untilFailed(application: string, commit: string): Promise<string>;
}

export interface ApplicationStatus {
  readonly sync?: { readonly status: string; readonly revision?: string };
  readonly health?: { readonly status?: string };
  readonly operationState?: {
    readonly phase: string;
    readonly message?: string;
    /** Above 0 while it tries again. */
    readonly retryCount?: number;
    readonly syncResult?: { readonly revision: string; readonly resources?: readonly SyncedResource[] };
  };
  readonly conditions?: readonly { readonly type: string; readonly message: string }[];
  readonly resources?: readonly { readonly kind: string; readonly name: string; readonly status?: string }[];
}

interface SyncedResource {
  readonly status?: string;
  readonly message?: string;
}

/** repo-server and application-controller with the configuration of a release, where each Application has the rights of its own account. */
export async function startArgoCd(cluster: Cluster): Promise<ArgoCd> {
  const { api } = cluster;
  await installCrds(api, sharePath('argocd', 'crds'));
  await configure(api);
  await startPrograms(cluster);

  const referenceTo = (name: string) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    namespace: NAMESPACE,
    name,
  });
  const refresh = async (name: string): Promise<void> => {
    await api.patch(referenceTo(name), { metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } } });
  };
  const until = async (name: string, what: string, isSo: (status: ApplicationStatus) => boolean) => {
    await api.until(referenceTo(name), 'is there', () => true);
    await refresh(name);
    const application = await api.until<Application>(referenceTo(name), what, ({ status = {} }) => isSo(status));
    return (application.status ?? {}) as ApplicationStatus;
  };
  return {
    namespace: NAMESPACE,
    refresh,
    untilSynced: (name, commit) =>
      until(
        name,
        `is synced to ${commit}`,
        ({ sync, health }) => sync?.revision === commit && sync.status === 'Synced' && health?.status === 'Healthy',
      ),
    async untilFailed(name, commit) {
      const { operationState } = await until(
        name,
        `fails to sync to ${commit}`,
        ({ operationState: state }) =>
          state?.syncResult?.revision === commit &&
          (FAILED.has(state.phase) || (state.phase === 'Running' && (state.retryCount ?? 0) > 0)),
      );
      const refused = operationState?.syncResult?.resources?.filter(({ status }) => status === 'SyncFailed') ?? [];
      return [operationState?.message ?? '', ...refused.map(({ message }) => message)].join('\n');
    },
  };
}

async function configure(api: KubeClient): Promise<void> {
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  for (const object of readObjects(sharePath('argocd', 'config'))) await api.apply(inNamespace(object));
  const settings = (kind: string, name: string) => ({ apiVersion: 'v1', kind, namespace: NAMESPACE, name });
  await api.patch(settings('Secret', 'argocd-secret'), {
    stringData: { 'server.secretkey': randomBytes(16).toString('hex') },
  });
  await api.patch(settings('ConfigMap', 'argocd-cm'), {
    data: { 'application.sync.impersonation.enabled': 'true' },
  });
}

function inNamespace(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace: NAMESPACE } };
}

async function startPrograms({ run, kubeconfig }: Cluster): Promise<void> {
  const redis = `127.0.0.1:${await freePort()}`;
  const [repoPort, repoMetrics, metrics] = [await freePort(), await freePort(), await freePort()];
  const argocd = programPath('argocd');
  const env = (program: string) => ({
    ARGOCD_BINARY_NAME: program,
    KUBECONFIG: kubeconfig,
    // Its default names the account's own cluster: that is the one of the kubeconfig.
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_TLS_DATA_PATH: run.folder('argocd/tls'),
    ARGOCD_SSH_DATA_PATH: run.folder('argocd/ssh'),
    ARGOCD_GPG_DATA_PATH: run.folder('argocd/gpg'),
    ARGOCD_GNUPGHOME: run.folder('argocd/gpg'),
    ARGOCD_PLUGINSOCKFILEPATH: run.folder('argocd/plugins'),
    ARGOCD_ASK_PASS_SOCK: `${run.path}/argocd/ask.sock`,
    PATH: `${sharePath('argocd', 'path')}:${process.env['PATH'] ?? ''}`,
  });

  run.start('argocd-redis', programPath('miniredis'), [redis]);
  run.start(
    'argocd-repo-server',
    argocd,
    [
      '--address=127.0.0.1',
      `--port=${repoPort}`,
      '--metrics-address=127.0.0.1',
      `--metrics-port=${repoMetrics}`,
      `--redis=${redis}`,
      '--disable-tls',
      '--client-ca-path=',
      '--revision-cache-expiration=1s',
      '--loglevel=warn',
    ],
    { env: env('argocd-repo-server') },
  );
  const controller = run.start(
    'argocd-application-controller',
    argocd,
    [
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${NAMESPACE}`,
      `--repo-server=127.0.0.1:${repoPort}`,
      '--repo-server-plaintext',
      `--redis=${redis}`,
      `--metrics-port=${metrics}`,
      '--app-resync=5',
      '--app-resync-jitter=0',
      '--loglevel=info',
    ],
    { env: env('argocd-application-controller') },
  );
  await controller.ready(() => answers(`http://127.0.0.1:${metrics}/healthz`));
}
