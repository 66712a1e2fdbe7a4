import { describeValue } from '../../schema/schema-problem.ts';
import { searchObject } from './search-object.ts';

/** As much of a value as gives something of it away. */
const TELLING = 6;
const HIDDEN = 'a value that is not shown here';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A message about an object without the values of it that look like credentials, and without any value of a Secret: other rules quote what
 * is wrong.
 */
export function hideCredentials(object: Fields, message: string): string {
  let hidden = message;
  for (const text of confidentialTexts(object)) {
    for (const shown of [describeValue(text), JSON.stringify(text), `'${text}'`, `the number ${text}`])
      hidden = hidden.replaceAll(shown, HIDDEN);
    if (leaks(hidden, text)) return `${HIDDEN} is refused. Correct what stands at the path of this finding.`;
  }
  return hidden;
}

/** A piece of it, as messages cut what is long. */
function leaks(message: string, text: string): boolean {
  return text.length > TELLING * 2 && message.includes(JSON.stringify(text).slice(1, TELLING * 2));
}

function confidentialTexts(object: Fields): readonly string[] {
  let texts = known.get(object);
  if (texts === undefined) known.set(object, (texts = collect(object)));
  return texts;
}

/** An object may have thousands of problems. */
const known = new WeakMap<object, readonly string[]>();

function collect(object: Fields): readonly string[] {
  const texts = new Set<string>();
  searchObject(object, ({ text }) => texts.add(text));
  if (object['kind'] === 'Secret') for (const field of ['data', 'stringData']) addTexts(object[field], texts);
  return [...texts].filter((text) => text !== '').toSorted((one, other) => other.length - one.length);
}

function addTexts(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') texts.add(String(value));
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) addTexts(inner, texts);
}
