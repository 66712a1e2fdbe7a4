import type { KubernetesObject } from '../manifest/object.ts';

/**
 * The object with more annotations.
 *
 * @param more sorted by key, as those of the object are
 */
export function annotated(object: KubernetesObject, more: Readonly<Record<string, string>>): KubernetesObject {
  const { annotations, ...rest } = object.metadata;
  if (annotations === undefined) return { ...object, metadata: { annotations: more, ...rest } };
  const all = Object.entries({ ...annotations, ...more }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...object, metadata: { annotations: Object.fromEntries(all), ...rest } };
}
