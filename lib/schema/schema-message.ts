import { didYouMean } from '../did-you-mean.ts';

// What follows the path in the message of a problem. `what` is the object: `Deployment apps/v1`; `shown` a value as messages show it.

export function unknownFieldText(what: string, field: string, fields: readonly string[]): string {
  const guess = didYouMean(field, fields);
  return `is not a field of ${what}. ${guess === undefined ? 'Remove it.' : `Did you mean ${guess}?`}`;
}

export function missingText(what: string): string {
  return `is missing in ${what}. Add it.`;
}

export function enumText(value: unknown, shown: string, words: readonly unknown[]): string {
  const names = words.filter((word) => word !== '' && word !== null).map(String);
  const guess = typeof value === 'string' ? didYouMean(value, names) : undefined;
  return `is ${shown}. ${guess === undefined ? `Use one of ${names.join(', ')}.` : `Did you mean ${guess}?`}`;
}

export function duplicateText(keys: readonly string[], refused: string): string {
  const same = keys.length === 0 ? 'the same value' : `the same ${keys.join(' and ')}`;
  return `has ${same} as an earlier item. ${refused}: keep one of them.`;
}
