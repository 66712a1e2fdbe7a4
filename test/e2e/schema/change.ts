import type { Place } from './places.ts';

/** What is done to an object. */
export type Change =
  | 'unknown field'
  | 'misspelt'
  | 'other type'
  | 'null'
  | 'removed'
  | 'no such choice'
  | 'twice'
  | 'added'
  | 'added wrong';

/** Each as often as the others; another type twice, as there are most of them. */
export const CHANGES: readonly Change[] = [
  'unknown field',
  'misspelt',
  'other type',
  'other type',
  'null',
  'removed',
  'no such choice',
  'twice',
  'added',
  'added wrong',
];

/** Of other types than what is there, mostly. */
export const OTHER_VALUES: readonly unknown[] = [
  '',
  'text',
  '80',
  '10%',
  '100m',
  'true',
  0,
  7,
  -1,
  1.5,
  1e21,
  2 ** 31,
  true,
  false,
  [],
  ['a'],
  [1],
  [null],
  {},
  { a: 'b' },
  { a: 1 },
];

/** Says which object is meant, not what is in it. */
export const NEVER_ADDED: ReadonlySet<string> = new Set([
  'namespace',
  'generateName',
  'resourceVersion',
  'uid',
  'deletionTimestamp',
]);

/** Whether a change makes sense at a place. */
export function isPossible(change: Change, { path, node, value }: Place): boolean {
  const isObject = typeof node === 'object' && 'fields' in node;
  switch (change) {
    case 'unknown field':
    case 'added':
    case 'added wrong':
      return isObject;
    case 'misspelt':
      return isObject && path.length > 0 && Object.keys(Object(value)).length > 0;
    case 'no such choice':
      return typeof node === 'object' && 'enum' in node;
    case 'twice':
      return typeof node === 'object' && 'list' in node && Array.isArray(value) && value.length > 0;
    default:
      return path.length > 0;
  }
}
