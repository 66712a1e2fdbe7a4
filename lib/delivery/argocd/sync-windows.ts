import { Buffer } from 'node:buffer';
import type { Freeze } from '../../environment/environment-props.ts';

/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows */
export interface SyncWindow {
  readonly kind: 'deny';
  /** Minute, hour, day and month, as a clock in `timeZone` shows them. */
  readonly schedule: string;
  /** As Go reads it, of which hours are the longest unit: `312h0m`. */
  readonly duration: string;
  readonly timeZone: string;
  readonly applications: readonly string[];
  readonly description: string;
  readonly manualSync: true;
}

/** Bytes of a description; Argo CD refuses the whole project for one more. */
const LONGEST = 255;

/**
 * Windows in which Argo CD syncs no application of an environment by itself; undefined without a freeze. They come from the environment's file
 * alone, so that the same commit gives the same windows on any day.
 *
 * - A schedule has no year: a window comes back every year, until its freeze is taken out of the file. `status` says of a freeze that is over.
 * - Argo CD adds the duration to what the clock shows, so that it is the difference of the two times, whatever clocks do in between.
 * - Its own healing waits, too. Somebody may sync by hand: what is merged under an entry of freeze-overrides.json comes into the cluster so.
 * - What the environment's root applies, `delivery/`, is in another project and goes on.
 *
 * Source: `SyncWindows.active`, `SyncWindow.Validate` and `ValidateProject` of Argo CD, pkg/apis/application/v1alpha1
 */
export function syncWindows(freezes: readonly Freeze[] = []): readonly SyncWindow[] | undefined {
  if (freezes.length === 0) return undefined;
  const windows = new Map<string, SyncWindow>();
  for (const freeze of freezes) {
    const window = windowOf(freeze);
    const same = [...windows.values()].find((one) => isAlike(one, window));
    if (same !== undefined) continue;
    const duration = unusedDuration(window, windows);
    windows.set(`${window.schedule} ${duration}`, { ...window, duration });
  }
  return [...windows.values()];
}

function windowOf({ from, until, timeZone = 'UTC', reason }: Freeze): SyncWindow {
  const [, month, day, hour, minute] = (/-(\d+)-(\d+)T(\d+):(\d+)$/.exec(from) ?? []).map(Number);
  const minutes = (Date.parse(`${until}Z`) - Date.parse(`${from}Z`)) / 60_000;
  return {
    kind: 'deny',
    schedule: `${minute} ${hour} ${day} ${month} *`,
    duration: `${Math.floor(minutes / 60)}h${minutes % 60}m`,
    timeZone,
    applications: ['*'],
    description: cutToBytes(`${from} to ${until}: ${reason}`, LONGEST),
    manualSync: true,
  };
}

/** The same days of two years are one window. */
function isAlike(one: SyncWindow, other: SyncWindow): boolean {
  return (
    one.schedule === other.schedule &&
    one.timeZone === other.timeZone &&
    one.duration.replace(/(?:0s)+$/, '') === other.duration
  );
}

/** Earlier versions of Argo CD refuse a whole project where two windows have the same schedule and duration, in whatever time zones: one is spelt in another way. */
function unusedDuration({ schedule, duration }: SyncWindow, windows: ReadonlyMap<string, SyncWindow>): string {
  let spelt = duration;
  while (windows.has(`${schedule} ${spelt}`)) spelt += '0s';
  return spelt;
}

function cutToBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const letters = [...text];
  while (Buffer.byteLength(letters.join('')) > bytes - ELLIPSIS.length) letters.pop();
  return `${letters.join('')}${ELLIPSIS}`;
}

const ELLIPSIS = '...';
