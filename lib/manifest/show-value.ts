import { whatNameTells } from '../telling-name.ts';

/** A value as a message shows it: text and numbers as they are written, of anything bigger only what it is. Never throws. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  const name: unknown = value.constructor?.name;
  return typeof name !== 'string' || name === 'Object' ? 'an object' : `a ${name}`;
}

/** The same of a value under a name: where that tells of a credential, only what it is. */
export function showNamedValue(name: string, value: unknown): string {
  const isSaid = typeof value === 'boolean' || whatNameTells(name) === undefined;
  return isSaid || value === undefined || value === null || typeof value === 'object'
    ? showValue(value)
    : `a ${typeof value}`;
}
