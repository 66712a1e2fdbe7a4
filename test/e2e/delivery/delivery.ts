import { expect } from 'vitest';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import type { Reference } from '../../servers/kube-client.ts';
import type { Cluster } from '../../servers/start-cluster.ts';
import { environmentFile, ENVIRONMENT, type Source } from './delivery-source.ts';
import type { ManifestRepository } from './manifest-repository.ts';

/** What a CD tool is asked and told in a scenario. */
export interface DeliveryTool {
  /** Makes it look at the repository now. */
  refresh(): Promise<void>;
  /** Waits until a commit could not be delivered, and gives what the tool says. */
  refusalOf(application: string, commit: string): Promise<string>;
  /** Waits until a commit is delivered. */
  untilSynced(application: string, commit: string): Promise<unknown>;
}

/** A running cluster with a CD tool, and a repository that it pulls from. */
export class Delivery {
  readonly #cluster: Cluster;
  readonly #tool: DeliveryTool;
  readonly #repository: ManifestRepository;
  #source: Source;

  constructor(cluster: Cluster, tool: DeliveryTool, repository: ManifestRepository, delivery: string) {
    this.#cluster = cluster;
    this.#tool = tool;
    this.#repository = repository;
    this.#source = {
      delivery,
      level: 'one',
      extra: false,
      cleanup: false,
      comments: true,
      namespaces: [],
      removed: false,
    };
  }

  /** Renders, pushes, and bootstraps the root: what is done once. */
  async begin(): Promise<void> {
    this.#write();
    await this.#repository.release('Begin');
    for (const object of await this.#repository.bootstrap(ENVIRONMENT)) await this.#cluster.api.apply(object);
    await this.#tool.refresh();
  }

  /** Changes the source, renders and pushes. */
  async change(change: Partial<Source>): Promise<void> {
    this.#source = { ...this.#source, ...change };
    this.#write();
    await this.#repository.release(`Change ${Object.keys(change).join(', ')}`);
    await this.#tool.refresh();
  }

  /** `git revert` of the last change. */
  async revert(before: Partial<Source>): Promise<void> {
    this.#source = { ...this.#source, ...before };
    await this.#repository.revert();
    await this.#tool.refresh();
  }

  /** What `kumiki synth` says against a change; nothing is pushed. */
  async refusalOfSynth(change: Partial<Source>): Promise<string> {
    const before = this.#source;
    this.#source = { ...before, ...change };
    this.#write();
    const refusal = await this.#repository.kumiki('synth').then(
      () => '',
      (error: unknown) => String(error),
    );
    this.#source = before;
    this.#write();
    return refusal;
  }

  /** Puts a file that kumiki did not make into an application's folder, as somebody who goes around every check. */
  async smuggle(application: string, object: KubernetesObject): Promise<string> {
    this.#repository.write(`dist/${ENVIRONMENT}/${application}/smuggled.yaml`, JSON.stringify(object));
    const commit = await this.#repository.push('Smuggle');
    await this.#tool.refresh();
    const refusal = await this.#tool.refusalOf(application, commit);
    this.#repository.remove(`dist/${ENVIRONMENT}/${application}/smuggled.yaml`);
    const mended = await this.#repository.push('Smuggle no more');
    await this.#tool.refresh();
    await this.#tool.untilSynced(application, mended);
    return refusal;
  }

  async untilThere(reference: Reference, isSo: (object: KubernetesObject) => boolean = () => true): Promise<void> {
    await this.#cluster.api.until(reference, 'is delivered', isSo, { seconds: 90 });
  }

  async untilGone(reference: Reference): Promise<void> {
    await this.#cluster.api.untilGone(reference, { seconds: 90 });
  }

  /** Names of the objects of a kind in a namespace. */
  async names(apiVersion: string, kind: string, namespace: string): Promise<readonly string[]> {
    const objects = await this.#cluster.api.list<KubernetesObject>(apiVersion, kind, namespace);
    return objects.map(({ metadata }) => metadata.name).toSorted();
  }

  async expectGone(reference: Reference): Promise<void> {
    expect(await this.#cluster.api.get(reference)).toBeUndefined();
  }

  #write(): void {
    this.#repository.write(`environments/${ENVIRONMENT}.ts`, environmentFile(this.#source));
  }
}
