import { didYouMean } from '../did-you-mean.ts';
import { UserError } from '../errors.ts';
import type { ExternalOutputs, OutputValue } from '../external/external-outputs.ts';
import { typeOf } from '../external/output-value.ts';
import { standInList, standInNumber, standInText } from '../external/stand-in-values.ts';

/**
 * Outputs of Terraform, as `kumiki external import` wrote them to `environments/<env>/external/<name>.json`. A key that is missing, or a
 * value of another type, is an error with the file, the key and what is there.
 *
 * @example
 * const addresses = environment.external('database').list('addresses');
 */
export interface External {
  text(key: string): string;
  number(key: string): number;
  boolean(key: string): boolean;
  /** A list of texts. */
  list(key: string): readonly string[];
}

/** @param environment the environment's name, for the command that messages give */
export function externalOf(outputs: ExternalOutputs, name: string, environment: string): External {
  const values = new Values(outputs, name, environment);
  const { isStandIn = false } = outputs;
  return {
    text: (key) => (isStandIn ? standInText(name, key) : values.read('text', key, isText)),
    number: (key) => (isStandIn ? standInNumber(name, key) : values.read('number', key, isNumber)),
    boolean: (key) => isStandIn || values.read('boolean', key, isBoolean),
    list: (key) => (isStandIn ? standInList(name, key) : values.read('list', key, isTextList)),
  };
}

/** The command that makes a file of outputs, for messages. */
export function importCommand(environment: string): string {
  return `kumiki external import --env ${environment} --terraform outputs.json --map map.json`;
}

class Values {
  readonly #outputs: ExternalOutputs;
  readonly #name: string;
  readonly #environment: string;

  constructor(outputs: ExternalOutputs, name: string, environment: string) {
    this.#outputs = outputs;
    this.#name = name;
    this.#environment = environment;
  }

  read<T extends OutputValue>(method: keyof External, key: string, is: (value: OutputValue) => value is T): T {
    const { file, values } = this.#outputs;
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value !== undefined && is(value)) return value;
    const problem =
      value === undefined ? this.#whyMissing(key) : `${file} has ${describe(value)}. ${adviceOn(value, key)}`;
    // The line of the caller is put before it: the mistake may be there as well as in the file.
    throw new UserError(`external('${this.#name}').${method}('${key}'): ${problem}`);
  }

  #whyMissing(key: string): string {
    const { file, values } = this.#outputs;
    const known = Object.keys(values);
    const guess = didYouMean(key, known);
    const there = guess === undefined ? `There are: ${known.join(', ') || 'none'}.` : `Did you mean ${guess}?`;
    return `${file} has no '${key}'. ${there} Else add it to the map and import again: ${importCommand(this.#environment)}.`;
  }
}

function adviceOn(value: OutputValue, key: string): string {
  const right = METHODS.find((one) => one.is(value));
  return right === undefined ? 'Only a list of texts can be read.' : `Read it with ${right.method}('${key}').`;
}

const METHODS: readonly { readonly method: keyof External; readonly is: (value: OutputValue) => boolean }[] = [
  { method: 'text', is: isText },
  { method: 'number', is: isNumber },
  { method: 'boolean', is: isBoolean },
  { method: 'list', is: isTextList },
];

function isText(value: OutputValue): value is string {
  return typeof value === 'string';
}

function isNumber(value: OutputValue): value is number {
  return typeof value === 'number';
}

function isBoolean(value: OutputValue): value is boolean {
  return typeof value === 'boolean';
}

function isTextList(value: OutputValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function describe(value: OutputValue): string {
  const text = JSON.stringify(value);
  return `${typeOf(value)}, ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`;
}
