import type { Construct } from 'constructs';
import { showValue } from '../../../manifest/show-value.ts';
import { refuse } from '../../refuse.ts';

/** Whole seconds, minutes or hours: `'30s'`, `'5m'`, `'1h'`. */
export type Duration = `${number}${'s' | 'm' | 'h'}`;

const SECONDS = { s: 1, m: 60, h: 3600 } as const;
/** A week: a longer one is a slip of the unit. */
const LONGEST = 7 * 24 * 3600;

/** The seconds of a duration; refuses what is none, and what is shorter than `least` seconds. */
export function secondsOf(construct: Construct, duration: Duration, where: string, least = 1): number {
  const [, count, unit] = /^([0-9]{1,7})([smh])$/.exec(String(duration)) ?? [];
  const seconds = Number(count) * (unit === 's' || unit === 'm' || unit === 'h' ? SECONDS[unit] : NaN);
  if (seconds >= least && seconds <= LONGEST) return seconds;
  const limits = Number.isNaN(seconds) ? "such as '30s', '5m' or '1h'" : `from ${least} seconds to 7 days`;
  refuse(construct, `${where} is ${showValue(duration)}. Use a time ${limits}.`);
  return least;
}
