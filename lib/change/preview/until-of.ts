import { tryUntil, UNTIL_ADVICE } from '../../environment/previews/until.ts';
import { UserError } from '../../errors.ts';

const DAY = 86_400_000;

/**
 * When a preview is to end, as its file says it.
 *
 * @param text a day, a time with its zone, or how long from now: `'7d'`, up to the end of that day in UTC, so that opening it twice on one day
 *   changes nothing; or `'12h'`
 * @throws a UserError where it is none of these, or over already
 */
export function untilOf(text: string, now: Date): string {
  const [, count, unit] = /^([1-9]\d{0,3})([hd])$/.exec(text) ?? [];
  if (unit === 'd') return dayOf(Math.ceil((now.getTime() + Number(count) * DAY) / DAY) * DAY);
  if (unit === 'h') return `${new Date(now.getTime() + Number(count) * 3_600_000).toISOString().slice(0, 16)}Z`;
  const end = tryUntil(text);
  if (end === undefined) throw new UserError(`--until is '${text}'. ${UNTIL_ADVICE} Or say how long: '7d', '12h'.`);
  if (end <= now)
    throw new UserError(
      `--until is '${text}', ${text.includes('T') ? 'which' : 'the beginning of which in UTC'} is in the past. Use a later time.`,
    );
  return text;
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
