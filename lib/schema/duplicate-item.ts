/** The position of the first item that has the same keys (or, without keys, the same value) as an earlier one. */
export function duplicateItemOf(list: readonly unknown[], keys: readonly string[] | undefined): number | undefined {
  if (list.length > FEW) return duplicateInMany(list, keys);
  for (let index = 1; index < list.length; index++) {
    for (let earlier = 0; earlier < index; earlier++) {
      if (keys === undefined ? isSame(list[index], list[earlier]) : haveSameKeys(list[index], list[earlier], keys))
        return index;
    }
  }
  return undefined;
}

/** Up to here comparing all pairs is faster than a set of texts. */
const FEW = 24;

function duplicateInMany(list: readonly unknown[], keys: readonly string[] | undefined): number | undefined {
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const identity = JSON.stringify(keys === undefined ? item : keys.map((key) => keyOf(item, key)));
    if (seen.has(identity)) return index;
    seen.add(identity);
  }
  return undefined;
}

function haveSameKeys(item: unknown, other: unknown, keys: readonly string[]): boolean {
  for (const key of keys) if (!isSame(keyOf(item, key), keyOf(other, key))) return false;
  return true;
}

/** The one key that the API defaults: a port without `protocol` is a TCP port. */
function keyOf(item: unknown, key: string): unknown {
  const value =
    typeof item === 'object' && item !== null ? (item as Readonly<Record<string, unknown>>)[key] : undefined;
  return value ?? (key === 'protocol' ? 'TCP' : null);
}

function isSame(value: unknown, other: unknown): boolean {
  if (value === other) return true;
  return typeof value === 'object' && typeof other === 'object' && JSON.stringify(value) === JSON.stringify(other);
}
