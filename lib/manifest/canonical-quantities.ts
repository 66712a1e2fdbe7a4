import { tryCanonicalQuantity } from './quantity.ts';

/** Fields that are quantities, wherever they stand. */
const QUANTITIES: ReadonlySet<string> = new Set(['sizeLimit', 'divisor', 'averageValue']);
/** Fields whose values are quantities, by name. */
const MAPS: ReadonlySet<string> = new Set(['limits', 'requests']);

/** A copy of what a person wrote in Kubernetes' own words, a patch for example, with its quantities as the server writes them. */
export function canonicalQuantities<T>(value: T): T {
  return copyOf(value, '') as T;
}

function copyOf(value: unknown, within: string): unknown {
  if (Array.isArray(value)) return value.map((item) => copyOf(item, ''));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, isQuantity(key, within) ? canonical(field) : copyOf(field, key)]),
  );
}

function isQuantity(key: string, within: string): boolean {
  return QUANTITIES.has(key) || MAPS.has(within) || (within === 'target' && key === 'value');
}

/** Anything else stays what it is: a check says what is wrong with it. */
function canonical(field: unknown): unknown {
  return typeof field === 'string' || typeof field === 'number' ? (tryCanonicalQuantity(field) ?? field) : field;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
