import type { KubernetesObject } from '../../manifest/object.ts';
import { mapServiceReferences, type ServiceReference } from './service-references.ts';
import type { SourcedObject } from './read-sources.ts';

export interface Placement {
  /** Of objects that name none. */
  readonly namespace: string;
  /** Of all objects. */
  readonly override: string | undefined;
}

export interface PlacedObjects {
  readonly objects: readonly SourcedObject[];
  /** Namespaces that objects, or references to them, named before; each with where they are now. */
  readonly moved: ReadonlyMap<string, string>;
}

/** Objects there are there on purpose: a binding to a role of the API server's own. */
const SYSTEM: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/**
 * Puts objects into their namespaces, and lets what refers to a ServiceAccount or a Service among them follow: a chart that writes no
 * namespace into its objects does write it into the subjects of its bindings.
 *
 * Cluster-scoped objects get a namespace like the others; rendering, which knows the kinds' scopes, takes it away.
 */
export function placeObjects(sources: readonly SourcedObject[], placement: Placement): PlacedObjects {
  const { override } = placement;
  const moved = new Map<string, string>();
  const targets = new Targets();
  const placed = sources.map(({ object, construct }) => {
    const before = object.metadata.namespace;
    const isMoved = override !== undefined && !SYSTEM.has(before ?? '');
    const after = isMoved ? override : (before ?? placement.namespace);
    if (isMoved && before !== undefined && before !== override) moved.set(before, override);
    targets.add(object, after);
    const metadata = { ...object.metadata, namespace: after };
    return { construct, object: isMoved && before !== override ? { ...object, metadata } : object };
  });

  const follow = (reference: ServiceReference): string | undefined => {
    const after = targets.find(reference) ?? moved.get(reference.namespace ?? '');
    if (after !== undefined && reference.namespace !== undefined && reference.namespace !== after)
      moved.set(reference.namespace, after);
    return after;
  };
  const followed = placed.map(({ object, construct }) => ({ construct, object: mapServiceReferences(object, follow) }));
  return { objects: followed, moved };
}

/** Where the ServiceAccounts and Services of the set are, by what references say of them. */
class Targets {
  readonly #places = new Map<string, { readonly before: string | undefined; readonly after: string }[]>();

  add({ kind, metadata }: KubernetesObject, after: string): void {
    if (kind !== 'ServiceAccount' && kind !== 'Service') return;
    const key = `${kind}/${metadata.name}`;
    const place = { before: metadata.namespace, after };
    const known = this.#places.get(key);
    if (known === undefined) this.#places.set(key, [place]);
    else known.push(place);
  }

  find({ kind, name, namespace }: ServiceReference): string | undefined {
    const places = this.#places.get(`${kind}/${name}`) ?? [];
    return (places.find(({ before }) => before === namespace) ?? places.find(({ before }) => before === undefined))
      ?.after;
  }
}
