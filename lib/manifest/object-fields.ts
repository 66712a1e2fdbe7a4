import type { ApiObject } from 'cdk8s';
import { isPlainObject } from '../constructs/add-object.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What cdk8s keeps in an ApiObject and declares private. */
interface Internals {
  readonly props: Fields;
  readonly patches: readonly unknown[];
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels: Fields;
    readonly annotations: Fields;
    readonly finalizers: readonly unknown[];
    readonly ownerReferences: readonly unknown[];
    readonly _additionalAttributes: Fields;
  };
}

/**
 * The fields of an object as cdk8s' own `toJson()` gives them. Objects of ours are plain data, so that its three passes (resolve, sanitize,
 * sort) are left out; what others did to their metadata counts.
 */
export function fieldsOf(object: ApiObject): Fields {
  const { props, patches, metadata } = object as unknown as Internals;
  if (!isPlainObject(object) || patches.length > 0) return object.toJson() as Fields;
  return { ...props, metadata: metadataOf(metadata) };
}

function metadataOf(metadata: Internals['metadata']): Fields {
  const fields: Fields = {
    annotations: filled(metadata.annotations),
    finalizers: metadata.finalizers.length > 0 ? metadata.finalizers : undefined,
    labels: filled(metadata.labels),
    name: metadata.name,
    namespace: metadata.namespace,
    ownerReferences: metadata.ownerReferences.length > 0 ? metadata.ownerReferences : undefined,
  };
  const additional = metadata._additionalAttributes;
  for (const key in additional)
    if (!(key in fields) && key !== 'apiObject') return { ...additional, ...fields, apiObject: undefined };
  return fields;
}

function filled(map: Fields): Fields | undefined {
  for (const _ in map) return map;
  return undefined;
}
