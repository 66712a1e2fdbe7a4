import { isDefinition, type EnvironmentDefinition } from '../define-environment.ts';

export interface LoadedEnvironment {
  readonly definition: EnvironmentDefinition;
  /** From the repository's root: `environments/production.ts`. */
  readonly file: string;
}

export interface ModuleOfEnvironments {
  readonly file: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

const EXAMPLE = "Write 'export default defineEnvironment({ … })'.";

/** The environments that a file's default export holds: one, or an array of them. */
export function environmentsOf(
  { file, exports }: ModuleOfEnvironments,
  problems: string[],
): readonly LoadedEnvironment[] {
  if (!('default' in exports)) {
    const [name] = Object.entries(exports).find(([, value]) => isDefinition(value)) ?? [];
    const advice = name === undefined ? EXAMPLE : `Export '${name}' as the default.`;
    problems.push(`${file}: has no default export. ${advice} A file that is no environment starts with '_'.`);
    return [];
  }
  const value = exports['default'];
  if (!Array.isArray(value)) return listed(value, file, 'the default export', problems);
  if (value.length === 0)
    problems.push(`${file}: the default export is an empty array. Put environments into it, or remove the file.`);
  return value.flatMap((one: unknown, index) => listed(one, file, `item ${index + 1} of the default export`, problems));
}

function listed(value: unknown, file: string, what: string, problems: string[]): readonly LoadedEnvironment[] {
  if (isDefinition(value)) return [{ definition: value, file }];
  problems.push(`${file}: ${what} ${strangeness(value)}`);
  return [];
}

function strangeness(value: unknown): string {
  if (Array.isArray(value)) return 'is an array in the array. Flatten it: [a, b].flat().';
  if (typeof value === 'function') return "is a function. Call it: 'export default environments()'.";
  if (value === undefined || value === null) return `is ${value}. ${EXAMPLE}`;
  if (typeof value !== 'object') return `is ${JSON.stringify(value)}. ${EXAMPLE}`;
  if ('then' in value) return 'is a promise. An environment is made without waiting: remove async.';
  if ('build' in value || 'kubernetes' in value)
    return `is a plain object. Pass it to defineEnvironment: 'export default defineEnvironment({ … })'.`;
  return `is no environment. ${EXAMPLE}`;
}
