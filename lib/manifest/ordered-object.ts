import { hasOrderedKeys, orderedKeys, type Place } from './key-order.ts';
import type { KubernetesObject } from './object.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * An object that was made after rendering, with its keys in the order in which dist shows them, and without fields that are undefined.
 * Parts that are so already are not copied.
 */
export function orderedObject(object: KubernetesObject): KubernetesObject {
  return orderedFields(object, 'document') as KubernetesObject;
}

function ordered(value: unknown, place: Place): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? orderedItems(value) : orderedFields(value as Fields, place);
}

function orderedItems(items: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of items.entries()) {
    const value = ordered(item, 'item');
    if (value === item) continue;
    copy ??= [...items];
    copy[index] = value;
  }
  return copy ?? items;
}

function orderedFields(fields: Fields, place: Place): Fields {
  if (!hasOrderedKeys(fields, place)) return copied(fields, orderedKeys(fields, place));
  for (const key in fields) {
    const value = fields[key];
    if (value === undefined || ordered(value, 'field') !== value) return copied(fields, Object.keys(fields));
  }
  return fields;
}

function copied(fields: Fields, keys: readonly string[]): Fields {
  const copy: Record<string, unknown> = {};
  for (const key of keys) if (fields[key] !== undefined) copy[key] = ordered(fields[key], 'field');
  return copy;
}
