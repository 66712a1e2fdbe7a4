import type { OutputValue } from './external-outputs.ts';

type Values = Readonly<Record<string, OutputValue>>;

/** One value that is not what it was; undefined where there is none on that side. */
export interface ValueChange {
  readonly key: string;
  readonly from: OutputValue | undefined;
  readonly to: OutputValue | undefined;
}

/** What differs between two files of outputs, by key. */
export function listChanges(from: Values, to: Values): readonly ValueChange[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .toSorted()
    .map((key) => ({ key, from: valueOf(from, key), to: valueOf(to, key) }))
    .filter((change) => JSON.stringify(change.from) !== JSON.stringify(change.to));
}

function valueOf(values: Values, key: string): OutputValue | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
