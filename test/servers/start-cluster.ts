import path from 'node:path';
import { KubeClient } from './kube-client.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { startApiServer } from './kubernetes/start-api-server.ts';
import { startControllers } from './kubernetes/start-controllers.ts';
import { startEtcd } from './kubernetes/start-etcd.ts';
import { Nodes } from './pods/nodes.ts';
import { RunFolder } from './run-folder.ts';

/** A Kubernetes of one test file: a real API server with real controllers, RBAC on; Nodes and Pods are ours. */
export interface Cluster {
  readonly run: RunFolder;
  /** As administrator. */
  readonly api: KubeClient;
  /** Of the administrator. */
  readonly kubeconfig: string;
  readonly certificateFile: string;
  /** What runs Pods; undefined without controllers. */
  readonly nodes: Nodes | undefined;
  stop(): Promise<void>;
}

export interface StartClusterOptions {
  /** Without them there is an API server that keeps objects, and nothing that acts on them. @default true */
  readonly controllers?: boolean | undefined;
}

export async function startCluster({ controllers = true }: StartClusterOptions = {}): Promise<Cluster> {
  const run = new RunFolder();
  try {
    const etcd = await startEtcd(run);
    const { access, keyFile, certificateFile } = await startApiServer(run, etcd, controllers);
    const api = new KubeClient(access);
    const kubeconfig = writeKubeconfig(path.join(run.path, 'kubeconfig'), access.server, certificateFile, access.token);
    if (controllers) await startControllers(run, api, kubeconfig, { keyFile, certificateFile });
    const nodes = controllers ? await Nodes.start(api) : undefined;
    if (nodes !== undefined) run.onStop(() => nodes.stop());
    return { run, api, kubeconfig, certificateFile, nodes, stop: () => run.stop() };
  } catch (error) {
    await run.stop();
    throw error;
  }
}
