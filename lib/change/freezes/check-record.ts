import { didYouMean } from '../../did-you-mean.ts';
import { isFields, type Fields } from '../../fields.ts';

/** Says what is right where a value is not; undefined where it is fine. */
export type FieldCheck = (value: unknown) => string | undefined;

/**
 * The fields of a small record that machines write, such as a hold.
 *
 * @param path of the record in its file: `[0]`; empty for all of the file
 * @param refuse told of each mistake, with its path and value
 */
export function checkRecord(
  value: unknown,
  path: string,
  checks: Readonly<Record<string, FieldCheck>>,
  refuse: (problem: string) => void,
): Fields {
  if (!isFields(value)) {
    refuse(`${path === '' ? 'the content' : path} is ${JSON.stringify(value)}. Use an object: { … }.`);
    return {};
  }
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const known = Object.keys(checks);
  for (const key of Object.keys(value).filter((one) => !known.includes(one))) {
    const guess = didYouMean(key, known);
    const advice = guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${guess}?`;
    refuse(`${at(key)} is no key of it. ${advice}`);
  }
  for (const [key, check] of Object.entries(checks)) {
    const advice = check(value[key]);
    if (advice !== undefined)
      refuse(`${at(key)} is ${value[key] === undefined ? 'missing' : JSON.stringify(value[key])}. ${advice}`);
  }
  return value;
}

export function required(check: (value: unknown) => boolean, advice: string): FieldCheck {
  return (value) => (check(value) ? undefined : advice);
}

export function optional(check: (value: unknown) => boolean, advice: string): FieldCheck {
  return (value) => (value === undefined || check(value) ? undefined : advice);
}

/** Text that says something. */
export function isSaid(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
