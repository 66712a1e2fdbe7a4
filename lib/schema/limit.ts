import type { Limits } from './shape.ts';

/** Which limit of its schema a value breaks, as advice; undefined where none. */
export function limitBrokenBy(limits: Limits, value: unknown): string | undefined {
  if (typeof value === 'string') return textLimit(limits, value);
  if (typeof value === 'number') return numberLimit(limits, value);
  if (Array.isArray(value)) return sizeLimit(limits, value.length, 'items');
  if (typeof value === 'object' && value !== null) return sizeLimit(limits, entriesOf(value), 'entries');
  return undefined;
}

/** What is null is dropped before the server counts. */
function entriesOf(object: object): number {
  return Object.values(object).filter((value) => value !== null).length;
}

function textLimit({ pattern, minLength, maxLength }: Limits, text: string): string | undefined {
  // Characters are counted, not UTF-16 units: only where the units could be too many.
  if (text.length > maxLength && [...text].length > maxLength) return `Use at most ${maxLength} characters.`;
  if (text.length < minLength) return `Use at least ${minLength} ${minLength === 1 ? 'character' : 'characters'}.`;
  return pattern === undefined || pattern.test(text) ? undefined : `Use what matches ${pattern.source}.`;
}

function numberLimit({ minimum, maximum }: Limits, value: number): string | undefined {
  if (value < minimum) return `Use ${minimum} or more.`;
  return value > maximum ? `Use ${maximum} or less.` : undefined;
}

function sizeLimit({ minSize, maxSize }: Limits, size: number, what: string): string | undefined {
  if (size < minSize) return `Use at least ${minSize} ${what}, not ${size}.`;
  return size > maxSize ? `Use at most ${maxSize} ${what}, not ${size}.` : undefined;
}
