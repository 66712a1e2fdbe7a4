import type { PinsVersion } from '../pin-history.ts';
import { imageOf, isSameImage, type Pin } from '../pins.ts';

/** What one commit made of the pins of an application. */
export interface PinStep {
  /** Of the names that it changed. */
  readonly changes: readonly PinChange[];
}

export interface PinChange {
  readonly name: string;
  /** As it is rendered; null where there was none. */
  readonly from: string | null;
  /** Null where it goes. */
  readonly to: string | null;
  /** The last commit that had put the same image there before: a revert, or a rollback. */
  readonly backTo?: string | undefined;
}

/**
 * Each change of an application's pins, without commits that changed no image.
 *
 * @param history the newest first
 * @returns the newest first
 */
export function pinSteps<Version extends PinsVersion>(history: readonly Version[]): readonly (Version & PinStep)[] {
  return history.flatMap((version, index) => {
    const before = history[index + 1]?.pins ?? {};
    const after = version.pins ?? {};
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    const changes = names.flatMap((name): readonly PinChange[] => {
      const [from, to] = [before[name], after[name]];
      if (isSame(from, to)) return [];
      const earlier = history.slice(index + 2);
      return [{ name, from: shown(from), to: shown(to), ...backTo(name, to, earlier) }];
    });
    return changes.length === 0 ? [] : { ...version, changes };
  });
}

/** The newest of the versions that begin a time in which the image was there. */
function backTo(name: string, to: Pin | undefined, earlier: readonly PinsVersion[]): Pick<PinChange, 'backTo'> {
  if (to === undefined) return {};
  const last = earlier.findIndex(({ pins }) => isSame(pins?.[name], to));
  if (last < 0) return {};
  const length = earlier.slice(last).findIndex(({ pins }) => !isSame(pins?.[name], to));
  return { backTo: earlier.at(length < 0 ? -1 : last + length - 1)?.commit };
}

function isSame(one: Pin | undefined, other: Pin | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSameImage(one, other);
}

function shown(pin: Pin | undefined): string | null {
  return pin === undefined ? null : imageOf(pin);
}
