import type { Severity } from '../errors.ts';

/** What an object's schema says against it: a finding without its object. */
export interface SchemaProblem {
  readonly rule: SchemaRule;
  /** `server`: a server of that version refuses it. `delivery`: it takes a create, but not a server-side apply. `practice`: works today. */
  readonly category: 'server' | 'delivery' | 'practice';
  readonly severity: Severity;
  /** JSON Pointer into the object; empty for the object itself. */
  readonly path: string;
  /** Where: what is wrong, with the value. What to do. */
  readonly message: string;
}

export type SchemaRule =
  | 'unknown-kind'
  | 'not-served'
  | 'removed-kind'
  | 'unknown-field'
  | 'type'
  | 'required'
  | 'enum'
  | 'format'
  | 'limit'
  | 'duplicate-list-key'
  | 'duplicate-item';

export type PathStep = string | number;

/** `/spec/containers/0/image` */
export function pointerOf(path: readonly PathStep[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `spec.containers[0].image`, as the API server writes it. */
export function dottedOf(path: readonly PathStep[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'string' && /^[A-Za-z_$][\w$-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${step}]`;
  }
  return text;
}

/** A value as a message shows it: its kind of JSON, and itself where it is short. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string')
    return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value)}`;
  return typeof value === 'number' ? `the number ${value}` : String(value);
}
