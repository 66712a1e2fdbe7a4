import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Kinds } from '../kubernetes.ts';

/** An object that {@link addObject} made. A class rather than a weak map beside: that one costs the garbage collector more than the objects. */
class PlainObject extends ApiObject {
  readonly #patch: object | undefined;

  constructor(scope: Construct, id: string, object: object, patch: object | undefined) {
    super(scope, id, object as ConstructorParameters<typeof ApiObject>[2]);
    this.#patch = patch;
  }

  static tryPatch(object: ApiObject): { readonly patch: object | undefined } | undefined {
    return #patch in object ? { patch: object.#patch } : undefined;
  }

  static is(object: ApiObject): boolean {
    return #patch in object;
  }
}

/**
 * Puts an object into the tree. The one place where plain data is handed to cdk8s: its generic ApiObject keeps every field, while the
 * `Kube*` classes drop those that they do not know.
 *
 * @param patch merged over the object when it is rendered
 * @param id where a construct has several objects of one kind. @default the kind
 */
export function addObject<K extends keyof Kinds>(
  scope: Construct,
  object: Kinds[K] & { readonly kind: K },
  patch?: object,
  id: string = object.kind,
): ApiObject {
  return new PlainObject(scope, id, object, patch);
}

/** What is known of an object that {@link addObject} made; undefined for those of foreign constructs. */
export function patchOf(object: ApiObject): { readonly patch: object | undefined } | undefined {
  return PlainObject.tryPatch(object);
}

export function isPlainObject(object: ApiObject): boolean {
  return PlainObject.is(object);
}
