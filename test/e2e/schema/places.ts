import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import type { KubernetesVersion } from '../../../lib/schema/kubernetes-version.ts';
import type { Pool } from '../../../lib/schema/read-pool.ts';
import type { PathStep } from '../../../lib/schema/schema-problem.ts';
import type { SchemaNode } from '../../../lib/schema/schema-node.ts';

/** A value in an object, and what its schema says of it. */
export interface Place {
  readonly path: readonly PathStep[];
  readonly node: SchemaNode;
  readonly value: unknown;
  /** Of the definitions that the node refers to; undefined for those of CRDs. */
  readonly version: KubernetesVersion | undefined;
}

/** Every value of an object that its schema knows, but for those that say which object it is. */
export function placesOf(object: KubernetesObject, pool: Pool, version: KubernetesVersion): readonly Place[] {
  const kind = pool.kinds.get(`${object.apiVersion}/${object.kind}`);
  if (kind === undefined) throw new Error(`the pool has no ${object.apiVersion}/${object.kind}`);
  const places: Place[] = [];
  const isBuiltIn = kind.versions.length > 0;
  collect({ path: [], node: kind.definition, value: object, version: isBuiltIn ? version : undefined });
  // The server reads the metadata of custom objects as that of its own.
  if (!isBuiltIn) collect({ path: ['metadata'], node: pool.objectMeta, value: object.metadata, version });
  return places.filter(({ path }) => !IDENTITY.has(path.join('/')));

  function collect(place: Place): void {
    const { path, value } = place;
    const node = typeof place.node === 'number' ? pool.nodeOf(place.node, place.version) : place.node;
    if (typeof node === 'number') return collect({ ...place, node });
    places.push({ ...place, node });
    const inner = (step: PathStep, of: SchemaNode, inside: unknown): void =>
      collect({ ...place, path: [...path, step], node: of, value: inside });
    if (typeof node !== 'object' || typeof value !== 'object' || value === null) return;
    if ('list' in node && Array.isArray(value)) value.forEach((item, index) => inner(index, node.list, item));
    else if ('map' in node) for (const [key, item] of Object.entries(value)) inner(key, node.map, item);
    else if ('fields' in node)
      for (const [key, item] of Object.entries(value)) {
        const field = node.fields[key];
        if (field === undefined || (path.length === 0 && key === 'metadata' && !isBuiltIn)) continue;
        inner(key, field, item);
      }
  }
}

const IDENTITY: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'metadata/name',
  'metadata/namespace',
]);
