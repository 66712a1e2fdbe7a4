import { didYouMean } from '../../did-you-mean.ts';
import { UserError } from '../../errors.ts';
import { tryCanonicalQuantity } from '../../manifest/quantity.ts';
import { showValue } from '../../manifest/show-value.ts';

/**
 * Refuses options that a function does not have. It throws: a volume belongs to no construct yet that could tell.
 *
 * @param maker the function's name, for the message
 */
export function checkOptions(maker: string, options: object, table: Readonly<Record<string, 1>>): void {
  for (const key in options) {
    if (Object.hasOwn(table, key)) continue;
    const known = Object.keys(table);
    const guess = didYouMean(key, known);
    const advice = guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${guess}?`;
    throw new UserError(`${maker}(): ${key} is not an option of it. ${advice}`);
  }
}

/** The canonical form of a size; throws where it is none, or negative. */
export function sizeOf(maker: string, size: string): string {
  const canonical = tryCanonicalQuantity(size);
  if (canonical !== undefined && !canonical.startsWith('-')) return canonical;
  throw new UserError(`${maker}(): size is ${showValue(size)}. Use a quantity, such as '1Gi'.`);
}
