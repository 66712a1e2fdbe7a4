import { parseJson } from '../../environment/data/parse-json.ts';
import { overridesFile, readOverrides } from '../freezes/read-overrides.ts';

export interface MoveOverridesOptions {
  readonly environment: string;
  /** Of the environment's file. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What overrides the freezes of an environment, with the application's new id in its entries: the others stay as they were written.
 *
 * @returns undefined where no entry names the application
 * @throws a UserError where the file is not as it should be
 */
export function tryMoveOverrides({ environment, text, from, to }: MoveOverridesOptions): string | undefined {
  const file = overridesFile(environment);
  const overrides = readOverrides(text, file);
  if (!overrides.some(({ application }) => application === from)) return undefined;
  const entries = parseJson(text, file) as readonly Readonly<Record<string, unknown>>[];
  const moved = entries.map((entry) => (entry['application'] === from ? { ...entry, application: to } : entry));
  return `${JSON.stringify(moved, undefined, 2)}\n`;
}
