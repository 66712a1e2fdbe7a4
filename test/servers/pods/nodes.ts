import { setTimeout as sleep } from 'node:timers/promises';
import type { Pod, PodStatus } from '../../../lib/kubernetes.ts';
import type { KubeClient } from '../kube-client.ts';
import { containerEnvironment } from './pod-environment.ts';
import { NotThere, PodData } from './pod-data.ts';
import { podFiles, type PodFiles } from './pod-files.ts';
import { runningStatus, succeededStatus, waitingStatus } from './pod-status.ts';

/** A Pod as it was started: what it got of Secrets and ConfigMaps then, it keeps. */
export interface StartedPod extends PodIdentity {
  /** By container, then by variable. */
  readonly env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly files: PodFiles;
}

export interface WaitingPod extends PodIdentity {
  readonly reason: string;
  readonly message: string;
}

export interface PodIdentity {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
}

const NODE = 'node';

/**
 * Stands in for scheduler and kubelet. A Pod runs and is Ready at once, but like a kubelet it waits for each Secret, ConfigMap and key that
 * it needs and is not there; an image with "broken" in its name cannot be pulled; a deleted Pod goes; the Pod of a Job succeeds.
 */
export class Nodes {
  /** Every Pod that ever started, by uid. */
  readonly started = new Map<string, StartedPod>();
  /** Every reason for which a Pod ever waited. */
  readonly waited: WaitingPod[] = [];
  readonly #api: KubeClient;
  readonly #waiting = new Map<string, string>();
  #addresses = 0;
  #stopped = false;
  #loop: Promise<void> = Promise.resolve();

  private constructor(api: KubeClient) {
    this.#api = api;
  }

  static async start(api: KubeClient): Promise<Nodes> {
    const node = { apiVersion: 'v1', kind: 'Node', name: NODE };
    await api.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: NODE } });
    await api.patch(node, { spec: { taints: null } });
    await api.patch(node, { status: { conditions: [{ type: 'Ready', status: 'True' }] } }, 'status');
    const nodes = new Nodes(api);
    nodes.#loop = nodes.#run();
    return nodes;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        const pods = await this.#api.list<Pod>('v1', 'Pod');
        await Promise.all(pods.map((pod) => this.#tend(pod)));
      } catch (error) {
        if (!this.#stopped) process.stderr.write(`nodes: ${String(error)}\n`);
      }
      await sleep(100);
    }
  }

  async #tend(pod: Pod): Promise<void> {
    const { uid = '', namespace = '', name = '', deletionTimestamp } = pod.metadata;
    const reference = { apiVersion: 'v1', kind: 'Pod', namespace, name };
    if (deletionTimestamp !== undefined)
      return this.#api.delete(reference, { gracePeriodSeconds: 0, preconditions: { uid } });
    if (pod.spec?.nodeName === undefined) return this.#bind(namespace, name);
    if (pod.status?.phase !== 'Pending') return;
    const status = await this.#tryStart(pod, { uid, namespace, name });
    if (status !== undefined) await this.#api.patch(reference, { status }, 'status');
  }

  async #bind(namespace: string, name: string): Promise<void> {
    const body = {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name },
      target: { apiVersion: 'v1', kind: 'Node', name: NODE },
    };
    await this.#api.send('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, { body });
  }

  /** The status that follows; undefined where nothing is new. */
  async #tryStart(pod: Pod, identity: PodIdentity): Promise<PodStatus | undefined> {
    const { containers = [], initContainers = [] } = pod.spec ?? {};
    const broken = containers.find(({ image = '' }) => image.includes('broken'));
    if (broken !== undefined)
      return this.#wait(pod, identity, 'ImagePullBackOff', `Back-off pulling image "${broken.image}"`);

    const data = new PodData(this.#api, identity.namespace);
    const files = await orMissing(podFiles(pod, data));
    if (files instanceof NotThere) return this.#wait(pod, identity, 'ContainerCreating', files.message);
    const env: Record<string, Readonly<Record<string, string>>> = {};
    for (const container of [...initContainers, ...containers]) {
      const values = await orMissing(containerEnvironment(container, data));
      if (values instanceof NotThere) return this.#wait(pod, identity, 'CreateContainerConfigError', values.message);
      env[container.name] = values;
    }
    this.started.set(identity.uid, { ...identity, env, files });
    const isOfJob = pod.metadata.ownerReferences?.some(({ kind }) => kind === 'Job') === true;
    return isOfJob ? succeededStatus(pod, this.#address()) : runningStatus(pod, this.#address());
  }

  #wait(pod: Pod, identity: PodIdentity, reason: string, message: string): PodStatus | undefined {
    const why = `${reason}: ${message}`;
    if (this.#waiting.get(identity.uid) === why) return undefined;
    this.#waiting.set(identity.uid, why);
    this.waited.push({ ...identity, reason, message });
    return waitingStatus(pod, reason, message);
  }

  #address(): string {
    this.#addresses++;
    return `10.244.${this.#addresses >> 8}.${this.#addresses & 255}`;
  }
}

async function orMissing<T>(reading: Promise<T>): Promise<T | NotThere> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotThere) return error;
    throw error;
  }
}
