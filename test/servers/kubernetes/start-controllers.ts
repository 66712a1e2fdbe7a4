import { freePort } from '../free-port.ts';
import type { KubeClient } from '../kube-client.ts';
import { programPath } from '../module-cache.ts';
import type { RunFolder } from '../run-folder.ts';
import type { ApiServer } from './start-api-server.ts';

const CONTROLLERS = [
  'daemonset-controller',
  'deployment-controller',
  'disruption-controller',
  'endpointslice-controller',
  'garbage-collector-controller',
  'job-controller',
  'namespace-controller',
  'replicaset-controller',
  // Pods with a token mount the ConfigMap that it makes.
  'root-ca-certificate-publisher-controller',
  'serviceaccount-controller',
  'statefulset-controller',
];

export async function startControllers(
  run: RunFolder,
  api: KubeClient,
  kubeconfig: string,
  { keyFile, certificateFile }: Pick<ApiServer, 'keyFile' | 'certificateFile'>,
): Promise<void> {
  const port = await freePort();
  const program = run.start('kube-controller-manager', programPath('kube-controller-manager'), [
    `--kubeconfig=${kubeconfig}`,
    '--authentication-skip-lookup=true',
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${run.folder('kube-controller-manager')}`,
    `--service-account-private-key-file=${keyFile}`,
    `--root-ca-file=${certificateFile}`,
    '--use-service-account-credentials=false',
    `--controllers=${CONTROLLERS.join(',')}`,
    // A rollout is watched by a test: twenty requests a second would be what it waits for.
    '--kube-api-qps=200',
    '--kube-api-burst=400',
  ]);
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'default', name: 'default' };
  await program.ready(async () => (await api.get(account)) !== undefined);
}
