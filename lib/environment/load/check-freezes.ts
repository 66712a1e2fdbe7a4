import { isFields } from '../../fields.ts';

const KEYS = ['from', 'until', 'timeZone', 'reason'];
/** Milliseconds. Argo CD's windows come back every year: a longer one would never end. */
const LONGEST = 365 * 86_400_000;

/** What is wrong with the freezes of an environment, and what is right; undefined where they are fine. */
export function freezesOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value))
    return "Use an array: [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', timeZone: 'Europe/Berlin', reason: '…' }].";
  for (const [index, freeze] of value.entries()) {
    const advice = freezeOf(freeze);
    if (advice !== undefined) return `Item ${index + 1}: ${advice}`;
  }
  return undefined;
}

/** What is wrong with the gates of an environment. */
export function gatesOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const isRight =
    isFields(value) &&
    Object.entries(value).every(
      ([key, gate]) => key === 'deployed' && (gate === undefined || typeof gate === 'boolean'),
    );
  return isRight ? undefined : 'Use { deployed: true }.';
}

function freezeOf(freeze: unknown): string | undefined {
  if (!isFields(freeze)) return 'use an object with from, until and reason.';
  const unknown = Object.keys(freeze).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `${unknown} is no key of it. There are: ${KEYS.join(', ')}.`;
  const { from, until, timeZone, reason } = freeze;
  for (const [key, time] of Object.entries({ from, until }))
    if (!isTime(time))
      return `${key} is ${JSON.stringify(time)}. Use a day and a time without a zone, such as '2026-12-20T00:00'.`;
  if (String(from) >= String(until)) return 'until is not after from. Use a later time.';
  if (Date.parse(`${String(until)}Z`) - Date.parse(`${String(from)}Z`) > LONGEST)
    return 'until is more than 365 days after from. A freeze ends within a year: what stands still for longer is held, with kumiki hold.';
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return `timeZone is ${JSON.stringify(timeZone)}. Use a name of the IANA database, such as 'Europe/Berlin', or 'UTC'.`;
  if (typeof reason !== 'string' || reason.trim() === '') return 'reason is missing. Say why, for whoever is refused.';
  return undefined;
}

/** A minute that the calendar has: no 30th of February. */
function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** By its name as everybody spells it: ICU forgives capitals and takes offsets, where Argo CD (Go's time.LoadLocation) would take UTC instead. */
function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Z][^/]*(?:\/[A-Z][^/]*)*$/.test(value)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions();
    return timeZone === value || timeZone.toLowerCase() !== value.toLowerCase();
  } catch {
    return false;
  }
}
