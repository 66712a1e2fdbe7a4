import { parseJson } from '../../environment/data/parse-json.ts';
import { UserError } from '../../errors.ts';
import { checkRecord, isSaid, optional, required } from './check-record.ts';
import { MOMENT_ADVICE, tryMoment } from './moment.ts';

/** One entry of `environments/<env>/freeze-overrides.json`: changes go through whatever is frozen. */
export interface FreezeOverride {
  /** @default all */
  readonly application?: string | undefined;
  readonly until: Date;
  /** Why, for whoever reviews it. */
  readonly reason: string;
}

export function overridesFile(environment: string): string {
  return `environments/${environment}/freeze-overrides.json`;
}

/**
 * What overrides the freezes of an environment: `[{ "application"?, "until", "reason" }]`, `until` a day or a time in UTC.
 *
 * @param text the file's content
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file and its value
 */
export function readOverrides(text: string, file: string): readonly FreezeOverride[] {
  const problems: string[] = [];
  const refuse = (problem: string): void => void problems.push(`${file}: ${problem}`);
  const content = parseJson(text, file);
  const list: readonly unknown[] = Array.isArray(content) ? content : [];
  if (!Array.isArray(content))
    refuse(`the content is ${JSON.stringify(content)}. Use a list: [{ "until": "2026-12-24", "reason": "…" }].`);
  const overrides = list.flatMap((entry, index) => {
    const { application, until, reason } = checkRecord(entry, `[${index}]`, FIELDS, refuse);
    const moment = tryMoment(until);
    if (moment === undefined) return [];
    return {
      ...(application !== undefined && { application: String(application) }),
      until: moment,
      reason: String(reason),
    };
  });
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return overrides;
}

const FIELDS = {
  application: optional(isSaid, 'Use the name of an application, or leave it out for all.'),
  until: required((value) => tryMoment(value) !== undefined, MOMENT_ADVICE),
  reason: required(isSaid, 'Say why, for whoever reviews it.'),
};
