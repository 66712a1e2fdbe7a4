/** When a clock shows a time: it may never do so, or twice, where it is put forward or back. */
export interface ShownTime {
  /** Milliseconds since 1970. Of a time that is left out, the moment at which the clock jumps over it. */
  readonly first: number;
  readonly last: number;
}

const HOUR = 3_600_000;

/**
 * When the clocks of a time zone show a time.
 *
 * @param time without a zone: `'2026-12-20T00:00'`
 * @param timeZone a name of the IANA database
 */
export function whenShown(time: string, timeZone: string): ShownTime {
  const wanted = Date.parse(`${time}Z`);
  const clock = clocks.get(timeZone) ?? new Clock(timeZone);
  clocks.set(timeZone, clock);
  // No offset is more than 14 hours, and none changes twice in four days.
  const offsets = [wanted - 48 * HOUR, wanted + 48 * HOUR].map((instant) => clock.at(instant) - instant);
  const shown = offsets.map((offset) => wanted - offset).filter((instant) => clock.at(instant) === wanted);
  if (shown.length > 0) return { first: Math.min(...shown), last: Math.max(...shown) };
  const jump = firstAtOrAfter(clock, wanted);
  return { first: jump, last: jump };
}

/** What the clocks of a time zone show, as if it were UTC. */
class Clock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  at(instant: number): number {
    const parts = new Map(this.#format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  }
}

/** Making one takes longer than asking it a hundred times. */
const clocks = new Map<string, Clock>();

/** By halves, in seconds: around a time that is left out, a clock only goes forward. */
function firstAtOrAfter(clock: Clock, wanted: number): number {
  let [before, after] = [(wanted - 48 * HOUR) / 1000, (wanted + 48 * HOUR) / 1000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (clock.at(middle * 1000) >= wanted) after = middle;
    else before = middle;
  }
  return after * 1000;
}
