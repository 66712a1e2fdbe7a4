import { isFields, type Fields } from '../fields.ts';
import { typeOf } from './output-value.ts';

/** What a JSON document is instead of the outputs of Terraform, as a sentence; undefined where it is these. No value is quoted: it may be secret. */
export function whyNoOutputs(content: unknown): string | undefined {
  if (!isFields(content))
    return `is ${typeOf(content)}, as 'terraform output -json NAME' gives it. Leave out the name.`;
  if (typeof content['format_version'] === 'string')
    return `is a ${'planned_values' in content || 'resource_changes' in content ? 'plan' : 'state'}, as 'terraform show -json' gives it. Use the outputs alone.`;
  if (isState(content))
    return 'is a state, which may hold every secret of the infrastructure in the clear. Keep it out of the repository, and use the outputs alone.';
  const strange = Object.keys(content).find((name) => !isOutput(content[name]));
  if (strange === undefined) return undefined;
  return `'${strange}' is no output: it needs "sensitive", true or false, and "value".`;
}

/** Outputs may have these names too, but are objects. */
function isState({ version, serial, lineage }: Fields): boolean {
  return typeof version === 'number' || typeof serial === 'number' || typeof lineage === 'string';
}

function isOutput(value: unknown): boolean {
  return isFields(value) && typeof value['sensitive'] === 'boolean' && Object.hasOwn(value, 'value');
}
