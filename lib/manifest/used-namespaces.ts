import type { IConstruct } from 'constructs';
import { Application } from '../constructs/application.ts';
import type { EnvironmentRoot } from '../environment/environment.ts';
import type { KubernetesObject, RenderedObject } from './object.ts';

const BUILT_IN: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** The namespaces that the objects of one environment lie in. */
export class UsedNamespaces {
  /** Each with the construct that uses it first. */
  readonly #users = new Map<string, IConstruct>();
  /** Those of the objects in each application's own folder. */
  readonly #byApplication = new Map<string, Set<string>>();

  /** @param application whose folder the object goes to; undefined for what goes to `delivery/` */
  see(construct: IConstruct, { metadata }: KubernetesObject, application: string | undefined): void {
    const namespace = metadata?.namespace;
    if (namespace !== undefined) this.#use(namespace, construct);
    if (application === undefined) return;
    const known = this.#byApplication.get(application) ?? new Set<string>();
    this.#byApplication.set(application, known);
    if (namespace !== undefined) known.add(namespace);
  }

  /** Of an application's own objects, sorted; undefined where it has none. */
  of(application: string): readonly string[] | undefined {
    const namespaces = this.#byApplication.get(application);
    return namespaces && [...namespaces].toSorted();
  }

  /** The Namespaces to make, each once, whoever uses it: but those that the code makes itself, and those that every cluster has. */
  missing(
    environment: EnvironmentRoot,
    objects: readonly RenderedObject[],
  ): readonly (readonly [string, IConstruct])[] {
    const { namespaces = [], delivery } = environment.props;
    for (const child of delivery === undefined ? [] : environment.node.children) {
      // Its deployer has rights there, also where it has no object any more.
      const namespace = Application.tryOf(child)?.namespace;
      if (namespace !== undefined) this.#use(namespace, child);
    }
    for (const name of namespaces) this.#use(name, environment);
    const made = new Set(
      objects.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name),
    );
    return [...this.#users]
      .filter(([name]) => !made.has(name) && !BUILT_IN.has(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  #use(namespace: string, construct: IConstruct): void {
    if (!this.#users.has(namespace)) this.#users.set(namespace, construct);
  }
}
