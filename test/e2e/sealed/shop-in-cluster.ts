import type { Deployment, Pod, SealedSecret, Secret } from '../../../lib/kubernetes.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { referenceOf } from '../../servers/kube-client.ts';
import type { Cluster } from '../../servers/start-cluster.ts';

const NAMESPACE = 'shop';
const WORKLOAD = 'shop-api';

/** What has become of the application in the cluster. */
export class ShopInCluster {
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  async apply(objects: readonly KubernetesObject[]): Promise<void> {
    for (const object of objects) await this.#cluster.api.apply(object);
  }

  secret(name: string): Promise<Secret | undefined> {
    return this.#cluster.api.get<Secret>(secretOf(name));
  }

  /** Waits until a key of a Secret has a value, byte for byte. */
  async untilValue(secret: string, key: string, value: Buffer): Promise<void> {
    const isSo = ({ data }: Secret): boolean => data?.[key] === value.toString('base64');
    await this.#cluster.api.until<Secret>(secretOf(secret), `has the value of ${key}`, isSo);
  }

  /** Waits until the controller refuses to open a SealedSecret, and gives what it says. */
  async refusalOf(sealed: KubernetesObject): Promise<string> {
    const conditionOf = ({ status }: SealedSecret) => status?.conditions?.find(({ type }) => type === 'Synced');
    const refused = await this.#cluster.api.until<SealedSecret>(
      referenceOf(sealed),
      'is refused',
      (object) => conditionOf(object)?.status === 'False',
    );
    return conditionOf(refused)?.message ?? '';
  }

  /** Waits until every Pod is of the newest revision and Ready. */
  async untilAvailable(): Promise<void> {
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: NAMESPACE, name: WORKLOAD };
    await this.#cluster.api.until<Deployment>(reference, 'has rolled out', ({ metadata, spec, status }) => {
      const { observedGeneration, replicas, updatedReplicas, availableReplicas } = status ?? {};
      return (
        observedGeneration === metadata.generation &&
        [replicas, updatedReplicas, availableReplicas].every((count) => count === spec.replicas)
      );
    });
  }

  /** Those that nobody deletes. */
  async pods(): Promise<readonly Pod[]> {
    const selector = `app.kubernetes.io/instance=${WORKLOAD}`;
    const all = await this.#cluster.api.list<Pod>('v1', 'Pod', NAMESPACE, selector);
    return all.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  }

  /** What a Pod was started with. */
  passwordOf({ metadata }: Pod): string | undefined {
    const started = this.#cluster.nodes?.started.get(metadata.uid ?? '');
    return Object.values(started?.env ?? {})[0]?.['PASSWORD'];
  }
}

function secretOf(name: string) {
  return { apiVersion: 'v1', kind: 'Secret', namespace: NAMESPACE, name };
}
