/** An output, and the way to a value inside of it. */
export interface OutputPath {
  readonly output: string;
  /** Fields of objects, and positions in lists. */
  readonly steps: readonly (string | number)[];
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_-]*`;
const PATH = new RegExp(String.raw`^(${NAME})((?:\.${NAME}|\[(?:0|[1-9]\d{0,8})\])*)$`, 'u');
const STEP = new RegExp(String.raw`\.(${NAME})|\[(\d+)\]`, 'gu');

/**
 * Parses `output`, `output.field`, `output[0]` and `output.field[0].other`. Fields whose names hold other characters than letters,
 * digits, `_` and `-` have no path: give them an output of their own.
 */
export function tryOutputPath(text: string): OutputPath | undefined {
  const [, output, way = ''] = PATH.exec(text) ?? [];
  if (output === undefined) return undefined;
  const steps = [...way.matchAll(STEP)].map(([, field, position]) => field ?? Number(position));
  return { output, steps };
}

/** What lies at the end of the way, or where it ends before: the rest of a sentence that begins with the output's name. */
export function follow(
  value: unknown,
  steps: readonly (string | number)[],
): { readonly value: unknown; readonly way: string } | { readonly problem: string } {
  let [here, way] = [value, ''];
  for (const step of steps) {
    const next = typeof step === 'number' ? itemOf(here, step) : fieldOf(here, step);
    if ('problem' in next) return { problem: `${way} ${next.problem}` };
    here = next.value;
    way += typeof step === 'number' ? `[${step}]` : `.${step}`;
  }
  return { value: here, way };
}

type Step = { readonly value: unknown } | { readonly problem: string };

function itemOf(value: unknown, position: number): Step {
  if (!Array.isArray(value)) return { problem: `is no list, so it has no [${position}]. Mend the map.` };
  if (position < value.length) return { value: value[position] as unknown };
  return { problem: `has ${value.length} items, so it has no [${position}]. They count from 0.` };
}

function fieldOf(value: unknown, field: string): Step {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: `is no object, so it has no .${field}. Mend the map.` };
  if (Object.hasOwn(value, field)) return { value: (value as Readonly<Record<string, unknown>>)[field] };
  return { problem: `has no .${field}. It has: ${Object.keys(value).join(', ') || 'nothing'}.` };
}
