import type { ConfigMap, Secret } from '../../../lib/kubernetes.ts';
import type { KubeClient } from '../kube-client.ts';

export type DataKind = 'Secret' | 'ConfigMap';

/** Why a Pod cannot start yet, as a kubelet says it. */
export class NotThere extends Error {}

export interface DataSource {
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

/** The Secrets and ConfigMaps that one Pod reads while it starts, each asked for once. */
export class PodData {
  readonly #api: KubeClient;
  readonly #namespace: string;
  readonly #known = new Map<string, Promise<Readonly<Record<string, string>> | undefined>>();

  constructor(api: KubeClient, namespace: string) {
    this.#api = api;
    this.#namespace = namespace;
  }

  /** Undefined where it is optional and not there. */
  async all(
    kind: DataKind,
    { name = '', optional }: DataSource,
  ): Promise<Readonly<Record<string, string>> | undefined> {
    const data = await this.#read(kind, name);
    if (data === undefined && optional !== true) throw new NotThere(`${kind.toLowerCase()} "${name}" not found`);
    return data;
  }

  async key(kind: DataKind, source: DataSource, key: string): Promise<string | undefined> {
    const value = (await this.all(kind, source))?.[key];
    if (value === undefined && source.optional !== true)
      throw new NotThere(`couldn't find key ${key} in ${kind} ${this.#namespace}/${source.name ?? ''}`);
    return value;
  }

  #read(kind: DataKind, name: string): Promise<Readonly<Record<string, string>> | undefined> {
    const key = `${kind}/${name}`;
    let data = this.#known.get(key);
    if (data === undefined) this.#known.set(key, (data = this.#ask(kind, name)));
    return data;
  }

  async #ask(kind: DataKind, name: string): Promise<Readonly<Record<string, string>> | undefined> {
    const object = await this.#api.get<ConfigMap | Secret>({
      apiVersion: 'v1',
      kind,
      namespace: this.#namespace,
      name,
    });
    if (object === undefined) return undefined;
    const { data = {} } = object;
    if (object.kind === 'ConfigMap') return { ...data, ...object.binaryData };
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
    );
  }
}
