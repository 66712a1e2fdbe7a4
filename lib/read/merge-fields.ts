import { type Fields, setField } from './set-field.ts';

/**
 * Expands `<<`: in a list earlier maps win, and a key that stands above the `<<` is overwritten (go.yaml.in/yaml/v2 reads a map in
 * the order of its lines). Returns false where the value is neither a map nor a list of maps;
 * an alias that was refused is undefined, and was told of.
 *
 * @param merged collects the keys that a later line may set again without being a duplicate.
 */
export function mergeFields(source: unknown, fields: Fields, merged: Set<string>): boolean {
  const sources = Array.isArray(source) ? source.toReversed() : [source];
  if (source === undefined) return true;
  if (!sources.every(isFields)) return false;
  for (const each of sources) {
    for (const [key, value] of Object.entries(each)) {
      if (!Object.hasOwn(fields, key)) merged.add(key);
      setField(fields, key, value);
    }
  }
  return true;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
