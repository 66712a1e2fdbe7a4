import { didYouMean } from '../did-you-mean.ts';
import type { MappedValue } from './external-map.ts';
import type { OutputValue } from './external-outputs.ts';
import { follow } from './output-path.ts';
import { checkValue } from './output-value.ts';
import type { TerraformOutput } from './terraform-outputs.ts';

export interface Selection {
  /** Name of a file to its values. */
  readonly values: ReadonlyMap<string, Readonly<Record<string, OutputValue>>>;
  /** Outputs that the map does not name. */
  readonly unused: readonly string[];
  /** Everything that is wrong; without it the values are whole. No message quotes a value. */
  readonly problems: readonly string[];
}

export interface SelectionPlace {
  readonly environment: string;
  /** The files that the two were read from, for messages. */
  readonly outputsFile: string;
  readonly mapFile: string;
}

/** The values that the map names, of the outputs. */
export function selectValues(
  map: readonly MappedValue[],
  outputs: ReadonlyMap<string, TerraformOutput>,
  place: SelectionPlace,
): Selection {
  const problems: string[] = [];
  const values = new Map<string, Record<string, OutputValue>>();
  for (const mapped of map) {
    const selected = select(mapped, outputs, place);
    if ('problem' in selected) problems.push(selected.problem);
    else values.set(mapped.name, { ...values.get(mapped.name), [mapped.key]: selected.value });
  }
  if (map.some(({ path }) => !outputs.has(path.output)))
    problems.push(`${place.outputsFile}: its outputs are: ${[...outputs.keys()].toSorted().join(', ') || 'none'}.`);
  const used = new Set(map.map(({ path }) => path.output));
  return { values, unused: [...outputs.keys()].filter((name) => !used.has(name)).toSorted(), problems };
}

function select(
  { name, key, text, path }: MappedValue,
  outputs: ReadonlyMap<string, TerraformOutput>,
  { environment, outputsFile, mapFile }: SelectionPlace,
): { readonly value: OutputValue } | { readonly problem: string } {
  const output = outputs.get(path.output);
  if (output === undefined) {
    const guess = didYouMean(path.output, outputs.keys());
    const advice = guess === undefined ? 'Mend the name, or add the output.' : `Did you mean ${guess}?`;
    return {
      problem: `${outputsFile}: has no output '${path.output}', which ${mapFile} wants as ${name}.${key}. ${advice}`,
    };
  }
  if (output.sensitive) return { problem: sensitive(path.output, environment, outputsFile) };
  const found = follow(output.value, path.steps);
  const wanted = `${outputsFile}: ${path.output}`;
  if ('problem' in found) return { problem: `${wanted}${found.problem} ${mapFile} wants ${text} as ${name}.${key}.` };
  const checked = checkValue(found.value);
  return 'problem' in checked ? { problem: `${wanted}${found.way}${checked.problem}` } : checked;
}

function sensitive(output: string, environment: string, file: string): string {
  return (
    `${file}: ${output} is sensitive, and git is no place for it. Take it out of the map and seal it: ` +
    `terraform output -raw ${output} | kumiki secret set APP NAME KEY --env ${environment}.`
  );
}
