import { parseJson } from '../../environment/data/parse-json.ts';
import { UserError } from '../../errors.ts';
import { checkRecord, isSaid, optional, required } from '../freezes/check-record.ts';
import { MOMENT_ADVICE, tryMoment } from '../freezes/moment.ts';

/** `environments/<env>/holds/<app>.json`: no bot and no promotion changes the application meanwhile. */
export interface Hold {
  /** Why, for whoever is refused. */
  readonly reason: string;
  /** The first moment at which it is over: a day, or a time in UTC. @default until it is released */
  readonly until?: string | undefined;
  /** Who asked for it. */
  readonly by?: string | undefined;
}

export function holdFile(environment: string, application: string): string {
  return `environments/${environment}/holds/${application}.json`;
}

/**
 * A hold: `{ "reason", "until"?, "by"? }`.
 *
 * @param text the file's content
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file and its value
 */
export function readHold(text: string, file: string): Hold {
  const problems: string[] = [];
  const { reason, until, by } = checkRecord(parseJson(text, file), '', FIELDS, (problem) =>
    problems.push(`${file}: ${problem}`),
  );
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return {
    reason: String(reason),
    ...(until !== undefined && { until: String(until) }),
    ...(by !== undefined && { by: String(by) }),
  };
}

/** The text of its file: sorted keys, two spaces, LF. */
export function renderHold({ by, reason, until }: Hold): string {
  return `${JSON.stringify({ by, reason, until }, undefined, 2)}\n`;
}

/** Whether it is not over yet. */
export function isHeld({ until }: Hold, now: Date): boolean {
  const end = tryMoment(until);
  return end === undefined || now < end;
}

const FIELDS = {
  reason: required(isSaid, 'Say why, for whoever is refused.'),
  until: optional((value) => tryMoment(value) !== undefined, MOMENT_ADVICE),
  by: optional(isSaid, 'Use a name, or leave it out.'),
};
