/** Where an object stands: the whole document, an item of a list, or the value of a field. */
export type Place = 'document' | 'item' | 'field';

/** First keys of a place, in this order; all others follow sorted. */
const FIRST: Readonly<Record<Place, readonly string[]>> = {
  document: ['apiVersion', 'kind', 'metadata'],
  item: ['name'],
  field: [],
};

/** The object's keys in the order in which dist shows them: sorted by code unit behind the first keys of its place. */
export function orderedKeys(object: Readonly<Record<string, unknown>>, place: Place): readonly string[] {
  const keys = Object.keys(object);
  if (hasOrderedKeys(object, place)) return keys;
  const first = FIRST[place];
  return first.length === 0 ? keys.toSorted() : keys.toSorted((a, b) => compare(a, b, first));
}

/** Whether the object's keys are in that order as they are. */
export function hasOrderedKeys(object: Readonly<Record<string, unknown>>, place: Place): boolean {
  const first = FIRST[place];
  let last: string | undefined;
  for (const key in object) {
    if (last !== undefined && compare(last, key, first) > 0) return false;
    last = key;
  }
  return true;
}

function compare(a: string, b: string, first: readonly string[]): number {
  if (first.length > 0) {
    const rank = rankOf(a, first) - rankOf(b, first);
    if (rank !== 0) return rank;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function rankOf(key: string, first: readonly string[]): number {
  const index = first.indexOf(key);
  return index < 0 ? first.length : index;
}
