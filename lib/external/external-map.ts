import { UserError } from '../errors.ts';
import { whyNoKey, whyNoName } from './external-name.ts';
import { tryOutputPath, type OutputPath } from './output-path.ts';
import { typeOf } from './output-value.ts';

/** Which output becomes which value: `{ "<name>": { "<key>": "<output>" } }`. */
export interface MappedValue {
  readonly name: string;
  readonly key: string;
  /** As it was written. */
  readonly text: string;
  readonly path: OutputPath;
}

const EXAMPLE = '{ "database": { "addresses": "db_addresses" } }';

/**
 * The values that a map names, in its order.
 *
 * @throws a UserError with all mistakes
 */
export function readExternalMap(content: unknown, file: string): readonly MappedValue[] {
  const problems: string[] = [];
  const refuse = (problem: string): void => void problems.push(`${file}: ${problem}`);
  const values = bagOf(content, 'the content', refuse).flatMap(([name, keys]) => {
    const advice = whyNoName(name);
    if (advice !== undefined) refuse(`'${name}' cannot be a name. ${advice}`);
    return bagOf(keys, name, refuse).flatMap(([key, text]) => mappedValue(name, key, text, refuse));
  });
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return values;
}

function mappedValue(
  name: string,
  key: string,
  text: unknown,
  refuse: (problem: string) => void,
): readonly MappedValue[] {
  const advice = whyNoKey(key);
  if (advice !== undefined) refuse(`${name} has '${key}', which cannot be a key. ${advice}`);
  const path = typeof text === 'string' ? tryOutputPath(text) : undefined;
  if (typeof text === 'string' && path !== undefined) return [{ name, key, text, path }];
  refuse(
    `${name}.${key} is ${JSON.stringify(text)}. Write the name of an output, or a way into it: "db.hosts[0]"; fields with other characters need an output of their own.`,
  );
  return [];
}

function bagOf(value: unknown, path: string, refuse: (problem: string) => void): readonly [string, unknown][] {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  if (entries === undefined) refuse(`${path} is ${typeOf(value)}. Use an object: ${EXAMPLE}.`);
  else if (entries.length === 0) refuse(`${path} is empty. Name what is wanted: ${EXAMPLE}.`);
  return entries ?? [];
}
