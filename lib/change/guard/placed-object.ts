import { groupOf, type KubernetesObject } from '../../manifest/object.ts';

/** An object of an environment, with the folder below `dist/<env>/` that it lies in: an application, or `delivery`. */
export interface PlacedObject {
  readonly application: string;
  readonly object: KubernetesObject;
}

/** What makes an object of an environment that object: a change of any of it removes one and makes another. */
export function identityOf({ object: { apiVersion, kind, metadata } }: PlacedObject): string {
  return [groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name].join('/');
}

/** `StatefulSet.apps`, and `Secret` for a kind of the group without a name. */
export function kindOf({ object: { apiVersion, kind } }: PlacedObject): string {
  const group = groupOf(apiVersion);
  return group === '' ? kind : `${kind}.${group}`;
}

/** `StatefulSet users/users-db`, for messages. */
export function describePlaced({ object: { kind, metadata } }: PlacedObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
