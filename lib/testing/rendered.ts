import { UserError } from '../errors.ts';
import type { Kinds } from '../kubernetes.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import { emitDocument } from '../write/emit-yaml.ts';

/** What was rendered, in the order of namespace, kind and name. */
export interface Rendered {
  readonly objects: readonly KubernetesObject[];
  /** All objects as one YAML stream: for snapshots that show what is applied. */
  readonly yaml: string;
  /** The one object of a kind, and of a name where it is given. Throws, listing what there is, where there is none or more than one. */
  find<K extends keyof Kinds>(kind: K, name?: string): Kinds[K];
  find(kind: string, name?: string): KubernetesObject;
}

const rendered = new WeakSet<object>();

export function isRendered(value: unknown): value is Rendered {
  return typeof value === 'object' && value !== null && rendered.has(value);
}

/** Objects sorted by identity, so that what is seen does not depend on the tree. */
export function renderedOf(objects: readonly KubernetesObject[]): Rendered {
  const sorted = objects.toSorted((a, b) => compare(sortKey(a), sortKey(b)));
  const result: Rendered = {
    objects: sorted,
    get yaml() {
      return sorted.map((object) => emitDocument(object)).join('---\n');
    },
    find: (kind: string, name?: string) => findOne(sorted, kind, name) as never,
  };
  rendered.add(result);
  return result;
}

function findOne(objects: readonly KubernetesObject[], kind: string, name: string | undefined): KubernetesObject {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const wanted = name === undefined ? kind : `${kind} ${name}`;
  const listed = (found.length > 1 ? found : objects).map(
    (object) => `  ${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`,
  );
  const what =
    found.length > 1 ? `there are ${found.length} of them. Give the name of one` : 'there is none. There are';
  throw new UserError(`find('${wanted}'): ${what}:\n${listed.join('\n') || '  none'}`);
}

function sortKey({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}\0${kind}\0${metadata.name}\0${apiVersion}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
