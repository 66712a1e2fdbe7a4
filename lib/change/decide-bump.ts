import type { SourceRelation } from '../git/relate-commits.ts';
import { orderPins } from './order-pins.ts';
import { departureOf, type Departure, type PinsVersion } from './pin-history.ts';
import { imageOf, isSameImage, type Pin, type Pins } from './pins.ts';

export interface BumpQuestion {
  readonly environment: string;
  readonly application: string;
  /** What the command asks for, by name. */
  readonly wanted: Pins;
  /** What the base branch has; without a file, nothing. */
  readonly base: Pins;
  /** What the base branch had, the newest first. */
  readonly history: readonly PinsVersion[];
  /** What an open pull request would make of it; undefined where there is none. */
  readonly proposed: Proposed | undefined;
  /** How the commits stand that two images were built from. */
  readonly relate: (one: Pin, other: Pin) => SourceRelation;
  /** An image that was taken off may come back; an older one wins no more for that. */
  readonly again: boolean;
  /** Is a step back, so that an older image may win. @default false */
  readonly goesBack?: boolean | undefined;
}

export interface Proposed {
  readonly pins: Pins;
  /** What the base branch had when it was made. */
  readonly from: Pins;
}

export type BumpDecision =
  | { readonly is: 'none' | 'superseded' | 'refused'; readonly why: string }
  /** `pins` are the whole file. */
  | { readonly is: 'change'; readonly pins: Pins; readonly notes: readonly string[] };

/**
 * Whether images may be pinned, against what the base branch has, what it had, and what is proposed already. All names go together, or none.
 */
export function decideBump(question: BumpQuestion): BumpDecision {
  const { wanted, base } = question;
  const notes: string[] = [];
  for (const [name, pin] of Object.entries(wanted)) {
    const objection = judge(name, pin, question, notes);
    if (objection !== undefined) return objection;
  }
  if (Object.entries(wanted).every(([name, pin]) => isAt(base, name, pin)))
    return { is: 'none', why: 'the base branch has it already' };
  return { is: 'change', pins: { ...base, ...stillProposed(question), ...changedOf(wanted, base) }, notes };
}

function judge(
  name: string,
  pin: Pin,
  { environment, application, base, history, proposed, relate, again, goesBack }: BumpQuestion,
  notes: string[],
): BumpDecision | undefined {
  const present = base[name];
  if (present !== undefined && isSameImage(pin, present)) return undefined;
  const place = `${environment}: ${application}/${name}`;
  for (const [where, other] of [
    ['the base branch', present],
    ['the pull request', proposed?.pins[name]],
  ] as const) {
    if (other === undefined || isSameImage(pin, other)) continue;
    const { is, why } = orderPins(pin, other, relate(pin, other));
    if (is === 'older' && goesBack !== true)
      return { is: 'superseded', why: `${place}: ${where} has ${imageOf(other)}, which is newer: ${why}.` };
    if (is === 'unknown')
      notes.push(`${place}: is taken without knowing whether it is newer than ${imageOf(other)} of ${where}: ${why}.`);
  }
  return again ? undefined : judgeReturn(place, pin, departureOf(pin, name, history));
}

/** Told after what is older, which --again would not bring back. */
function judgeReturn(place: string, pin: Pin, departure: Departure | undefined): BumpDecision | undefined {
  if (departure === undefined) return undefined;
  const commit = departure.commit.slice(0, 8);
  return departure.went === 'back'
    ? {
        is: 'refused',
        why: `${place}: ${imageOf(pin)} was taken off this pin by commit ${commit}, a revert or a rollback. Add --again to bring it back.`,
      }
    : {
        is: 'superseded',
        why: `${place}: ${imageOf(pin)} was on this pin until commit ${commit} replaced it. Add --again to bring it back.`,
      };
}

/** What the pull request changes of other names, where the base branch has not gone on since. */
function stillProposed({ wanted, base, proposed }: BumpQuestion): Pins {
  if (proposed === undefined) return {};
  return Object.fromEntries(
    Object.entries(proposed.pins).filter(([name, pin]) => {
      const before = proposed.from[name];
      const isChanged = before === undefined || !isSameImage(before, pin);
      const isStill = before === undefined ? base[name] === undefined : isAt(base, name, before);
      return isChanged && isStill && !Object.hasOwn(wanted, name);
    }),
  );
}

/** A pin of the same image stays as it is, with the source that it was built from first. */
function changedOf(wanted: Pins, base: Pins): Pins {
  return Object.fromEntries(Object.entries(wanted).filter(([name, pin]) => !isAt(base, name, pin)));
}

function isAt(pins: Pins, name: string, pin: Pin): boolean {
  const there = pins[name];
  return there !== undefined && isSameImage(there, pin);
}
