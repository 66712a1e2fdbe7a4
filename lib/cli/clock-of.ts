import type { Clock } from '../http/clock.ts';
import type { Io } from './io.ts';

/** The time as a command has it: what waits for a host waits by it. */
export function clockOf({ today, sleep, random }: Io): Clock {
  return { now: () => today().getTime(), sleep, random };
}
