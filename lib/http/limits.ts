import type { Clock } from './clock.ts';
import type { RawAnswer } from './raw-answer.ts';

/** The most that one request may wait in all, in milliseconds. */
export const LONGEST_WAIT = 120_000;
/** The first pause of an exponential one, and the longest. */
const [SHORTEST, LONGEST] = [500, 30_000];
/** What GitHub asks for where a secondary limit does not say when it ends: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#rate-limit-errors */
const SECONDARY_LIMIT_WAIT = 60_000;
/** A larger number of seconds is a point in time, since 1970, as Docker Hub gives it for `Retry-After`; a smaller one a span, as the draft of RateLimit-Reset has it. */
const LARGEST_SPAN = 1_000_000_000;

/**
 * Whether an answer says that there were too many requests: 429, and the ways in which a 403 says it
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit).
 */
export function isLimit({ status, headers, text }: RawAnswer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    headers['ratelimit-remaining'] === '0' ||
    isSecondary(text)
  );
}

/** Whether another attempt may be answered better. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 425 || (status >= 500 && status !== 501 && status !== 505);
}

/** @returns milliseconds until the other side wants to be asked again; undefined where it does not say */
export function askedPause({ headers, text }: RawAnswer, now: number): number | undefined {
  const after = headers['retry-after'];
  if (after !== undefined) {
    const asked = /^\s*\d+\s*$/.test(after) ? fromSeconds(Number(after), now) : Date.parse(after) - now;
    if (!Number.isNaN(asked)) return Math.max(0, asked);
  }
  for (const prefix of ['x-ratelimit', 'ratelimit']) {
    const reset = Number(headers[`${prefix}-reset`] ?? Number.NaN);
    // A limit that is not used up is not the one that was hit.
    if (headers[`${prefix}-remaining`] === '0' && !Number.isNaN(reset)) return Math.max(0, fromSeconds(reset, now));
  }
  return isSecondary(text) ? SECONDARY_LIMIT_WAIT : undefined;
}

/**
 * Longer each time, with full jitter, so that jobs that failed together do not ask again together.
 *
 * @param attempt how many were made, from 1
 */
export function ownPause(attempt: number, clock: Clock): number {
  return Math.round(clock.random() * Math.min(LONGEST, SHORTEST * 2 ** (attempt - 1)));
}

function fromSeconds(seconds: number, now: number): number {
  return seconds > LARGEST_SPAN ? seconds * 1000 - now : seconds * 1000;
}

function isSecondary(text: string): boolean {
  return /secondary rate limit|abuse detection/i.test(text);
}
