import type { KubernetesObject } from '../manifest/object.ts';

/** The object with more annotations. Keys stay sorted. */
export function annotated(object: KubernetesObject, more: Readonly<Record<string, string>>): KubernetesObject {
  const { annotations, ...rest } = object.metadata;
  const all = Object.entries({ ...annotations, ...more }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...object, metadata: { annotations: Object.fromEntries(all), ...rest } };
}
