import type { Clock } from '../../lib/http/clock.ts';

export interface RecordedClock extends Clock {
  /** Milliseconds of each pause that was made. */
  readonly pauses: readonly number[];
}

/** A clock that never waits: a pause only moves its time on. @param start milliseconds since 1970 */
export function recordedClock(start = Date.parse('2026-01-01T12:00:00Z'), random = 0.5): RecordedClock {
  const pauses: number[] = [];
  let now = start;
  return {
    pauses,
    now: () => now,
    random: () => random,
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}
