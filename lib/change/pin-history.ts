import { isSameImage, type Pin, type Pins } from './pins.ts';

/** What the pins of an application were, at one commit of the base branch. */
export interface PinsVersion {
  readonly commit: string;
  /** Undefined where the file was not there, or could not be read. */
  readonly pins: Pins | undefined;
}

/** What became of an image that once was on a pin. */
export interface Departure {
  /** `back`: a revert or a rollback took it off; `forward`: another one replaced it. */
  readonly went: 'back' | 'forward';
  /** The commit that did. */
  readonly commit: string;
}

/**
 * How an image left a pin, the last time that it did.
 *
 * It was taken off by a step back where anything came afterwards that had stood there before it. What was put on once more has no past.
 *
 * @param history the newest first
 * @returns undefined where it never was on the pin, or still is
 */
export function departureOf(image: Pin, name: string, history: readonly PinsVersion[]): Departure | undefined {
  const steps = history
    .map(({ commit, pins }) => ({ commit, pin: pins?.[name] }))
    .toReversed()
    .reduce<readonly Step[]>((all, step) => (isRepeated(all.at(-1)?.pin, step.pin) ? all : [...all, step]), []);
  const last = steps.findLastIndex(({ pin }) => pin !== undefined && isSameImage(pin, image));
  const [next, ...later] = steps.slice(last + 1);
  // Where no image is pinned now, any may come.
  if (last < 0 || next === undefined || steps.at(-1)?.pin === undefined) return undefined;
  const before = steps.slice(0, last);
  const back = [next, ...later].find((step) => before.some(({ pin }) => isRepeated(pin, step.pin)));
  return back === undefined ? { went: 'forward', commit: next.commit } : { went: 'back', commit: back.commit };
}

interface Step {
  readonly commit: string;
  readonly pin: Pin | undefined;
}

function isRepeated(one: Pin | undefined, other: Pin | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSameImage(one, other);
}
