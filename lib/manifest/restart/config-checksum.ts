import { checksumOf } from '../checksum.ts';
import type { Fields } from '../../fields.ts';
import { fieldsIn } from './read-fields.ts';
import type { UsedConfigs } from './used-configs.ts';

/**
 * One text for the values that a Pod uses, whatever their order; undefined where it uses none that is rendered here.
 *
 * @param find a ConfigMap by its name
 */
export function configChecksum(used: UsedConfigs, find: (name: string) => Fields | undefined): string | undefined {
  const values = [...used].toSorted(byName).flatMap(([name, keys]) => {
    const config = find(name);
    return config === undefined ? [] : [[name, valuesOf(config, 'data', keys), valuesOf(config, 'binaryData', keys)]];
  });
  return values.length === 0 ? undefined : checksumOf(JSON.stringify(values));
}

function valuesOf(config: Fields, field: string, keys: ReadonlySet<string> | 'all'): readonly unknown[] {
  return Object.entries(fieldsIn(config, field) ?? {})
    .filter(([key]) => keys === 'all' || keys.has(key))
    .toSorted(byName);
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
