import { orderPins } from '../order-pins.ts';
import type { Pins } from '../pins.ts';

/** How an environment stands to its upstream. */
export type Difference = 'same' | 'ahead' | 'behind' | 'differs';

/**
 * How the pins of an application stand to those of the upstream: by what they are, and where they differ by the numbers of their builds.
 *
 * @returns undefined where one of the two has no pins
 */
export function comparePins(pins: Pins, upstream: Pins): Difference | undefined {
  if (Object.keys(pins).length === 0 || Object.keys(upstream).length === 0) return undefined;
  const names = new Set([...Object.keys(pins), ...Object.keys(upstream)]);
  const orders = new Set([...names].map((name) => orderOf(name, pins, upstream)).filter((order) => order !== 'same'));
  if (orders.size === 0) return 'same';
  const [order] = orders;
  if (orders.size > 1) return 'differs';
  return order === 'newer' ? 'ahead' : order === 'older' ? 'behind' : 'differs';
}

function orderOf(name: string, pins: Pins, upstream: Pins): 'same' | 'newer' | 'older' | 'unknown' {
  const [ours, theirs] = [pins[name], upstream[name]];
  return ours === undefined || theirs === undefined ? 'unknown' : orderPins(ours, theirs, 'unknown').is;
}
