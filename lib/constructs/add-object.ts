import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Kinds } from '../kubernetes.ts';

export interface PlainObject {
  /** Merged over the object when it is rendered, see `applyPatch`. */
  readonly patch: object | undefined;
}

const plainObjects = new WeakMap<ApiObject, PlainObject>();

/**
 * Puts an object into the tree. The one place where plain data is handed to cdk8s: its generic ApiObject keeps every field, while the
 * `Kube*` classes drop those that they do not know.
 *
 * @param patch merged over the object when it is rendered
 * @param id where a construct has several objects of one kind. @default the kind
 */
export function addObject<K extends keyof Kinds>(scope: Construct, object: Kinds[K] & { readonly kind: K }, patch?: object, id: string = object.kind): ApiObject {
  const added = new ApiObject(scope, id, object as unknown as ConstructorParameters<typeof ApiObject>[2]);
  plainObjects.set(added, { patch });
  return added;
}

/** What is known of an object that {@link addObject} made; undefined for those of foreign constructs. */
export function patchOf(object: ApiObject): PlainObject | undefined {
  return plainObjects.get(object);
}

export function isPlainObject(object: ApiObject): boolean {
  return plainObjects.has(object);
}
