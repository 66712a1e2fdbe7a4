import type { Construct } from 'constructs';
import { didYouMean } from '../did-you-mean.ts';
import { showValue } from '../manifest/show-value.ts';
import { refuse } from './refuse.ts';

/** The keys of a props interface, kept honest by `satisfies PropTable<WebServiceProps>`. */
export type PropTable<P> = { readonly [K in keyof Required<P>]: 1 };

/**
 * Refuses keys that no props interface has. The compiler does not see them when props arrive through a variable or a spread: `replcas`
 * would be silently ignored.
 *
 * @param where the bag inside the props: `probes.ready`; empty for the props themselves
 */
export function checkProps(construct: Construct, props: object, table: Readonly<Record<string, 1>>, where = ''): void {
  if (typeof props !== 'object' || props === null) {
    refuse(
      construct,
      `${where === '' ? 'its props' : where} is ${showValue(props)}. Use an object with: ${Object.keys(table).join(', ')}.`,
    );
    return;
  }
  for (const key in props) {
    if (Object.hasOwn(table, key)) continue;
    const known = Object.keys(table);
    const guess = didYouMean(key, known);
    const advice = guess === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${guess}?`;
    refuse(
      construct,
      `${where === '' ? key : `${where}.${key}`} is not a prop of ${construct.constructor.name}. ${advice}`,
    );
  }
}
