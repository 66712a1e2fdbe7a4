import { isDeepStrictEqual } from 'node:util';
import { fieldsOf } from '../../fields.ts';
import type { KubernetesObject } from '../../manifest/object.ts';

/** One field that is not what it was. */
export interface ChangedField {
  /** JSON Pointer into the object. */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Those of these fields that differ, in this order. None of their names holds `/` or `~`. */
export function changedFields(
  before: KubernetesObject,
  after: KubernetesObject,
  paths: readonly string[],
): readonly ChangedField[] {
  return paths
    .map((path) => ({ path, from: valueAt(before, path), to: valueAt(after, path) }))
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));
}

export function valueAt(object: KubernetesObject, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => fieldsOf(value)[key], object);
}

/** `/spec/path was "a" and is "b"`; a text that takes more than a line is left out. */
export function describeChange({ path, from, to }: ChangedField): string {
  const [before, after] = [shown(from), shown(to)];
  return before === undefined || after === undefined ? `${path} changes` : `${path} was ${before} and is ${after}`;
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return 'not there';
  // An address may carry a password.
  const text = JSON.stringify(value).replaceAll(/(:\/\/)[^/@"\s]*@/g, '$1');
  return text.length > 100 ? undefined : text;
}
