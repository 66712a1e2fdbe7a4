import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Kinds } from '../kubernetes.ts';
import type { KubernetesObject } from '../manifest/object.ts';

/** An object that {@link addObject} made. A class rather than a weak map beside: that one costs the garbage collector more than the objects. */
class PlainObject extends ApiObject {
  readonly #patches: readonly object[];

  constructor(scope: Construct, id: string, object: object, patches: readonly object[]) {
    super(scope, id, object as ConstructorParameters<typeof ApiObject>[2]);
    this.#patches = patches;
  }

  static tryPatches(object: ApiObject): readonly object[] | undefined {
    return #patches in object ? object.#patches : undefined;
  }

  static is(object: ApiObject): boolean {
    return #patches in object;
  }
}

const NONE: readonly object[] = [];

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
  return new PlainObject(scope, id, object, patch === undefined ? NONE : [patch]);
}

/**
 * Puts an object that was written elsewhere into the tree, whatever its kind.
 *
 * @param patches merged over it in this order; several objects may share one
 */
export function addExistingObject(
  scope: Construct,
  id: string,
  object: KubernetesObject,
  patches: readonly object[],
): ApiObject {
  return new PlainObject(scope, id, object, patches);
}

/** The patches of an object that {@link addObject} made; undefined for those of foreign constructs. */
export function patchesOf(object: ApiObject): readonly object[] | undefined {
  return PlainObject.tryPatches(object);
}

export function isPlainObject(object: ApiObject): boolean {
  return PlainObject.is(object);
}
