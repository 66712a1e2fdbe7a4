import { didYouMean } from './did-you-mean.ts';
import { UserError } from './errors.ts';

/**
 * Refuses options that are none, or that a function does not have. It throws: what the function makes belongs to no construct yet that could tell.
 *
 * @param maker the function's name, for the message
 */
export function checkOptions(maker: string, options: object, table: Readonly<Record<string, 1>>): void {
  if (typeof options !== 'object' || options === null)
    throw new UserError(`${maker}(): its argument is no object. Use one with: ${Object.keys(table).join(', ')}.`);
  for (const key in options) {
    if (Object.hasOwn(table, key)) continue;
    const known = Object.keys(table);
    const guess = didYouMean(key, known);
    const advice = guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${guess}?`;
    throw new UserError(`${maker}(): ${key} is not an option of it. ${advice}`);
  }
}
