/** The fields that identify an item of the list at `path` (field names, without list positions); undefined where the list has none. */
export type ListKeys = (path: readonly string[]) => readonly string[] | undefined;

type Json = Readonly<Record<string, unknown>>;

/**
 * `object` with `patch` merged over it: objects field by field, keyed lists item by item (`$patch: 'delete'` removes one), other lists
 * replaced whole, `null` removes a field. Neither is changed.
 *
 * @param refuse told of what cannot be merged, with its path: an item of a keyed list without its key, or a removed item that is not there
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch (strategic merge)
 */
export function applyPatch(
  object: Json,
  patch: Json,
  listKeys: ListKeys,
  refuse: (path: string, message: string) => void,
): Json {
  return mergeFields(object, patch, [], { listKeys, refuse });
}

interface Merge {
  readonly listKeys: ListKeys;
  readonly refuse: (path: string, message: string) => void;
}

function mergeFields(object: Json, patch: Json, path: readonly string[], merge: Merge): Json {
  const merged: Record<string, unknown> = { ...object };
  for (const [field, change] of Object.entries(patch)) {
    if (change === undefined) continue;
    if (field === '$patch') {
      merge.refuse(pointer(path), `$patch is for items of keyed lists. Write null for the field to remove it.`);
      continue;
    }
    if (change === null) delete merged[field];
    else merged[field] = mergeValue(merged[field], change, [...path, field], merge);
  }
  return merged;
}

function mergeValue(value: unknown, change: unknown, path: readonly string[], merge: Merge): unknown {
  if (Array.isArray(change)) return mergeList(Array.isArray(value) ? value : [], change, path, merge);
  if (!isJson(change)) return change;
  return mergeFields(isJson(value) ? value : {}, change, path, merge);
}

function mergeList(
  list: readonly unknown[],
  changes: readonly unknown[],
  path: readonly string[],
  merge: Merge,
): readonly unknown[] {
  const keys = merge.listKeys(path);
  if (keys === undefined || !changes.every(isJson)) return changes;
  const merged = [...list];
  for (const change of changes) {
    const missing = keys.find((key) => key !== 'protocol' && change[key] === undefined);
    if (missing !== undefined) {
      merge.refuse(
        pointer(path),
        `an item says no ${missing}. The items of this list are merged by ${keys.join(' and ')}: name the one to change.`,
      );
      continue;
    }
    const { $patch, ...fields } = change;
    if ($patch !== undefined && $patch !== 'delete') {
      merge.refuse(pointer(path), `an item has $patch: '${String($patch)}'. Use 'delete', or leave it out.`);
      continue;
    }
    const index = merged.findIndex((item) => isJson(item) && keys.every((key) => sameKey(key, item[key], change[key])));
    if ($patch === 'delete') {
      if (index < 0)
        merge.refuse(
          pointer(path),
          `there is no item with ${keys.map((key) => `${key} ${String(change[key])}`).join(' and ')} to delete.`,
        );
      else merged.splice(index, 1);
    } else if (index < 0) {
      merged.push(mergeFields({}, fields, path, merge));
    } else {
      merged[index] = mergeFields(merged[index] as Json, fields, path, merge);
    }
  }
  return merged;
}

/** An absent protocol is TCP: the one key with a default. */
function sameKey(key: string, a: unknown, b: unknown): boolean {
  return key === 'protocol' ? (a ?? 'TCP') === (b ?? 'TCP') : a === b;
}

function isJson(value: unknown): value is Json {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

function pointer(path: readonly string[]): string {
  return `/${path.join('/')}`;
}
