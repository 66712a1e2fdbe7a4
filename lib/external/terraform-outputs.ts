import { UserError } from '../errors.ts';
import { whyNoOutputs } from './why-no-outputs.ts';

/** One output of `terraform output -json`. */
export interface TerraformOutput {
  readonly sensitive: boolean;
  readonly value: unknown;
}

/** How the file is made, for messages. */
export const HOW_TO_MAKE = 'Make it with: terraform output -json > outputs.json (or tofu output -json)';

/**
 * The outputs of `terraform output -json`: `{ "<name>": { "sensitive", "type", "value" } }`. What else newer versions say of one is passed over.
 *
 * @param file its path, for messages, none of which quotes a value: it may be secret
 * @throws a UserError where it is something else, such as a state
 */
export function readTerraformOutputs(content: unknown, file: string): ReadonlyMap<string, TerraformOutput> {
  const other = whyNoOutputs(content);
  if (other !== undefined) throw new UserError(`${file}: ${other} ${HOW_TO_MAKE}.`);
  return new Map(Object.entries(content as Readonly<Record<string, TerraformOutput>>));
}
