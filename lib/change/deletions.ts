import { parseJson } from '../environment/data/parse-json.ts';
import { UserError } from '../errors.ts';
import { isFields, type Fields } from '../fields.ts';
import { tryParseReference } from './guard/object-reference.ts';

/** What a reviewed entry lets go. Without `application` and `object` it stands for its environment as a whole. */
export interface Deletion {
  /** The folder below `dist/<env>/` that it is about. @default any */
  readonly application?: string | undefined;
  /** `Kind/name`, and where that says too little `Kind.group/namespace/name`. @default the application as a whole */
  readonly object?: string | undefined;
  /** Why, for whoever reviews it, and whoever wonders later. */
  readonly reason: string;
}

const KEYS: readonly string[] = ['application', 'object', 'reason'] satisfies (keyof Deletion)[];

export function deletionsFile(environment: string): string {
  return `environments/${environment}/deletions.json`;
}

/**
 * The entries of `environments/<env>/deletions.json`: `[{ "application"?, "object"?, "reason" }]`.
 *
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file and its value
 */
export function readDeletions(text: string, file: string): readonly Deletion[] {
  const value = parseJson(text, file);
  if (!Array.isArray(value))
    throw new UserError(`${file}: the content is ${JSON.stringify(value)}. Use a list: [{ … }].`);
  const items = value as readonly unknown[];
  const problems = items.flatMap((item, index) =>
    whyWrong(item, `[${index}]`, items.slice(0, index)).map((problem) => `${file}: ${problem}`),
  );
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return items as readonly Deletion[];
}

/** The text of a file: sorted keys, two spaces, LF. */
export function renderDeletions(deletions: readonly Deletion[]): string {
  return `${JSON.stringify(deletions.map(inOrder), undefined, 2)}\n`;
}

/** An entry as it is written into the file, in one line. */
export function renderEntry(deletion: Deletion): string {
  const pairs = Object.entries(inOrder(deletion)).filter(([, value]) => value !== undefined);
  return `{ ${pairs.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`;
}

function inOrder({ application, object, reason }: Deletion): Deletion {
  return { application, object, reason };
}

function whyWrong(item: unknown, path: string, earlier: readonly unknown[]): readonly string[] {
  if (!isFields(item)) return [`${path} is ${JSON.stringify(item)}. Use an object: { "reason": "…" }.`];
  const unknown = Object.keys(item)
    .filter((key) => !KEYS.includes(key))
    .map((key) => `${path}.${key} is no key of it. There are: ${KEYS.join(', ')}.`);
  const twice = earlier.findIndex((other) => isFields(other) && isSameTarget(other, item));
  return [
    ...unknown,
    ...whyWrongTexts(item, path),
    ...(twice < 0 ? [] : [`${path} names the same as [${twice}]. Remove one of the two.`]),
  ];
}

function whyWrongTexts(item: Fields, path: string): readonly string[] {
  const { application, object, reason } = item;
  const shown = (key: string): string => `${path}.${key} is ${JSON.stringify(item[key])}.`;
  const problems: string[] = [];
  if ('application' in item && !(typeof application === 'string' && /^[^\s/]+$/.test(application)))
    problems.push(`${shown('application')} Use the name of an application, such as "users".`);
  if ('object' in item && (typeof object !== 'string' || tryParseReference(object) === undefined))
    problems.push(
      `${shown('object')} Use Kind/name or Kind.group/namespace/name, such as "StatefulSet.apps/users/users-db".`,
    );
  if (!('reason' in item)) problems.push(`${path}.reason is missing. Say why it may go.`);
  // What a message of ours shows in its place is no reason.
  else if (typeof reason !== 'string' || /^[\s.…]*$/.test(reason))
    problems.push(`${shown('reason')} Say why it may go.`);
  return problems;
}

function isSameTarget(one: Fields, other: Fields): boolean {
  return one['application'] === other['application'] && one['object'] === other['object'];
}
