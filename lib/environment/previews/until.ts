const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** What is right, for the end of a message. */
export const UNTIL_ADVICE =
  "Use a day, which is its beginning in UTC, or a time with its zone: '2026-12-24' or '2026-12-24T10:00+01:00'.";

/** When a preview is over: `2026-12-24`, the beginning of that day in UTC, or a time with its zone; undefined for anything else, as for a day that no calendar has. */
export function tryUntil(text: unknown): Date | undefined {
  if (typeof text !== 'string') return undefined;
  const [, shown = DAY.test(text) ? text : undefined] = TIME.exec(text) ?? [];
  if (shown === undefined) return undefined;
  // The parser takes a 30th of February for a day in March.
  const clock = new Date(shown.includes('T') ? `${shown}Z` : shown);
  if (Number.isNaN(clock.getTime()) || !clock.toISOString().startsWith(shown)) return undefined;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
