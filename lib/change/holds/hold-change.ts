import { showMoment, tryMoment } from '../freezes/moment.ts';
import { holdFile, isHeld, readHold, renderHold, type Hold } from './hold.ts';

/** Where a hold is, and what its file has now. */
export interface HoldPlace {
  readonly environment: string;
  readonly application: string;
  /** The text of its file; undefined where there is none. */
  readonly present: string | undefined;
  readonly now: Date;
}

/** What holding or releasing an application changes, and what is worth knowing about it. */
export interface HoldChange {
  readonly action: 'held' | 'released' | 'none';
  readonly environment: string;
  readonly application: string;
  /** Path from the root to the whole text; undefined removes the file. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly notes: readonly string[];
}

/** Holds an application, with this hold in the place of any that is there. */
export function holdChange(place: HoldPlace, hold: Hold): HoldChange {
  const { environment, application, now } = place;
  const present = presentOf(place);
  const text = renderHold(hold);
  if (present !== undefined && renderHold(present) === text) return nothing(place, 'is held by this already.');
  return {
    action: 'held',
    environment,
    application,
    files: new Map([[holdFile(environment, application), text]]),
    notes:
      present !== undefined && isHeld(present, now)
        ? [`${environment}/${application}: was held already, ${ended(showHold(present))} This takes its place.`]
        : [],
  };
}

/** Takes the hold of an application away. */
export function releaseChange(place: HoldPlace): HoldChange {
  const { environment, application, now } = place;
  const present = presentOf(place);
  if (present === undefined) return nothing(place, 'is not held.');
  return {
    action: 'released',
    environment,
    application,
    files: new Map([[holdFile(environment, application), undefined]]),
    notes: isHeld(present, now)
      ? []
      : [`${environment}/${application}: its hold was over, ${ended(showHold(present))}`],
  };
}

/** `until 2026-12-24 by Ada: payment is broken`. */
export function showHold(hold: Hold): string {
  const head = headOf(hold);
  return head === '' ? hold.reason : `${head}: ${hold.reason}`;
}

/** `users is held until 2026-12-24 by Ada: payment is broken.`: a sentence with one stop, whether its reason has one or not. */
export function sayHeld(application: string, hold: Hold): string {
  const head = headOf(hold);
  return `${application} is held${head === '' ? '' : ` ${head}`}: ${ended(hold.reason)}`;
}

function ended(text: string): string {
  const bare = text.trim().replace(/\.+$/, '');
  return /[!?…]$/.test(bare) ? bare : `${bare}.`;
}

function headOf({ until, by }: Hold): string {
  const end = tryMoment(until);
  const parts = [end === undefined ? '' : `until ${showMoment(end)}`, by === undefined ? '' : `by ${by}`];
  return parts.filter((part) => part !== '').join(' ');
}

function nothing({ environment, application }: HoldPlace, why: string): HoldChange {
  const notes = [`${environment}/${application}: ${why}`];
  return { action: 'none', environment, application, files: new Map(), notes };
}

function presentOf({ environment, application, present }: HoldPlace): Hold | undefined {
  return present === undefined ? undefined : readHold(present, holdFile(environment, application));
}
