import { didYouMean } from '../did-you-mean.ts';
import { UserError } from '../errors.ts';
import { whyNoKey } from './external-name.ts';
import type { ExternalOutputs, OutputValue } from './external-outputs.ts';
import { checkValue, typeOf } from './output-value.ts';

const KEYS = ['serial', 'lineage', 'values'];

/**
 * The content of `environments/<env>/external/<name>.json`: `{ "lineage"?, "serial"?, "values": { "<key>": … } }`.
 *
 * @throws a UserError with all mistakes
 */
export function readRecord(content: unknown, file: string): ExternalOutputs {
  const problems: string[] = [];
  const refuse = (problem: string): void => void problems.push(`${file}: ${problem}`);
  const record = bagOf(content, 'the content', refuse);
  for (const key of Object.keys(record).filter((one) => !KEYS.includes(one))) {
    const guess = didYouMean(key, KEYS);
    refuse(
      `${key} is no key of it. ${guess === undefined ? `There are: ${KEYS.join(', ')}.` : `Did you mean ${guess}?`}`,
    );
  }
  const { serial, lineage, values } = record;
  if (serial !== undefined && !isSerial(serial))
    refuse(`serial is ${JSON.stringify(serial)}. Use a whole number, 0 or more.`);
  if (lineage !== undefined && !isLineage(lineage))
    refuse(`lineage is ${JSON.stringify(lineage)}. Use the text that Terraform gave.`);
  if ((serial === undefined) !== (lineage === undefined))
    refuse('has only one of serial and lineage. They go together.');
  const checked = checkValues(bagOf(values, 'values', refuse), refuse);
  if (problems.length > 0)
    throw new UserError(`${problems.join('\n')}\n${file}: import it again with kumiki external import.`);
  return {
    file,
    serial: isSerial(serial) ? serial : undefined,
    lineage: isLineage(lineage) ? lineage : undefined,
    values: checked,
  };
}

/** The number that rises with every change of a state. */
export function isSerial(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** What a state is born with: a UUID, as Terraform makes it. */
export function isLineage(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:-]{1,200}$/.test(value);
}

type Bag = Readonly<Record<string, unknown>>;

function checkValues(values: Bag, refuse: (problem: string) => void): Readonly<Record<string, OutputValue>> {
  const entries = Object.entries(values).flatMap(([key, value]): [string, OutputValue][] => {
    const advice = whyNoKey(key);
    if (advice !== undefined) refuse(`values has '${key}', which cannot be a key. ${advice}`);
    const checked = checkValue(value);
    if ('value' in checked) return [[key, checked.value]];
    refuse(`values.${key}${checked.problem}`);
    return [];
  });
  return Object.fromEntries(entries);
}

function bagOf(value: unknown, path: string, refuse: (problem: string) => void): Bag {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Bag;
  refuse(value === undefined ? `${path} is missing.` : `${path} is ${typeOf(value)}. Use an object: { … }.`);
  return {};
}
