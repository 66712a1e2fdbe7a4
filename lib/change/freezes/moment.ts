const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

/** What is right, for the end of a message. */
export const MOMENT_ADVICE =
  "Use a day, which is its beginning in UTC, or a time in UTC: '2026-12-24' or '2026-12-24T10:00Z'.";

/** `2026-12-24`, the beginning of that day in UTC, or `2026-12-24T10:00Z`; undefined for anything else, as for a day that no calendar has. */
export function tryMoment(text: unknown): Date | undefined {
  if (typeof text !== 'string' || !(DAY.test(text) || TIME.test(text))) return undefined;
  const moment = new Date(text);
  // The parser takes a 30th of February for a day in March.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text.slice(0, 16).replace(/Z$/, ''))
    ? moment
    : undefined;
}

/** For people, to the minute: `2026-12-24 10:00 UTC`, or the day alone where it is its beginning. */
export function showMoment(moment: Date): string {
  const [day = '', time = ''] = moment.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)} UTC`;
}
