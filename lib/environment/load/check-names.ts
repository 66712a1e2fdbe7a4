import type { LoadedEnvironment } from './check-exports.ts';

/** Each environment is there once, and each name belongs to one: two would write into the same folder. */
export function checkNames(environments: readonly LoadedEnvironment[], problems: string[]): void {
  const first = new Map<string, LoadedEnvironment>();
  for (const environment of environments) {
    const { definition, file } = environment;
    const other = first.get(definition.name);
    if (other === undefined) {
      first.set(definition.name, environment);
    } else if (other.definition === definition) {
      problems.push(
        `${file}: exports the environment '${definition.name}' ${again(other.file, file)}. Export it once.`,
      );
    } else {
      problems.push(
        `${file}: there is an environment '${definition.name}' already, in ${other.file}. Give one of the two another name.`,
      );
    }
  }
}

function again(other: string, file: string): string {
  return other === file ? 'twice' : `of ${other} again`;
}
