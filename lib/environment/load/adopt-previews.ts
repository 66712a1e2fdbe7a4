import { didYouMean } from '../../did-you-mean.ts';
import { defineEnvironment, propsOf } from '../define-environment.ts';
import { previewOf, withPreviews } from '../previews/preview.ts';
import { previewEnvironment, type PreviewFile } from '../previews/preview-file.ts';
import { whyNoBase } from '../previews/previews.ts';
import type { LoadedEnvironment } from './check-exports.ts';

/**
 * Tells each environment which previews it has, and refuses files that no environment came of: their pull requests would wait for something
 * that never runs.
 *
 * @returns the environments, without the previews that would take the place of another
 */
export function adoptPreviews(
  environments: readonly LoadedEnvironment[],
  files: readonly PreviewFile[],
  problems: string[],
): readonly LoadedEnvironment[] {
  const taken = files.filter((file) => {
    const problem = problemOf(file, environments);
    if (problem !== undefined) problems.push(`${file.file}: ${problem}`);
    return problem !== undefined;
  });
  const kept = environments.filter(({ definition }) => {
    const preview = previewOf(propsOf(definition));
    return preview === undefined || !taken.some(({ file }) => file === preview.file);
  });
  return kept.map((environment) => {
    const names = kept.flatMap(({ definition }) =>
      previewOf(propsOf(definition))?.base === environment.definition.name ? [definition.name] : [],
    );
    return names.length === 0
      ? environment
      : {
          ...environment,
          definition: defineEnvironment(withPreviews(propsOf(environment.definition), names.toSorted())),
        };
  });
}

function problemOf(file: PreviewFile, environments: readonly LoadedEnvironment[]): string | undefined {
  const base = environments.find(({ definition }) => definition.name === file.from);
  if (base === undefined) return `from is '${file.from}', which is no environment. ${adviceOn(file, environments)}`;
  const why = whyNoBase(propsOf(base.definition));
  if (why !== undefined) return `from is '${file.from}', which ${why}. Close it: kumiki preview close ${file.name}`;
  const name = previewEnvironment(file);
  const same = environments.find(
    ({ definition }) => definition.name === name && previewOf(propsOf(definition))?.file !== file.file,
  );
  if (same !== undefined)
    return `its environment would be '${name}', which is there already, in ${previewOf(propsOf(same.definition))?.file ?? same.file}. Use another name.`;
  if (environments.some(({ definition }) => definition.name === name)) return undefined;
  return `from is '${file.from}', and ${base.file} exports no previews of it. Write there: export default [environment, ...previews(environment)].`;
}

function adviceOn({ from, name }: PreviewFile, environments: readonly LoadedEnvironment[]): string {
  const names = environments
    .filter(({ definition }) => previewOf(propsOf(definition)) === undefined)
    .map(({ definition }) => definition.name);
  const guess = didYouMean(from, names);
  const there = guess === undefined ? `There are: ${names.join(', ')}.` : `Did you mean '${guess}'?`;
  return `${there} Or close it: kumiki preview close ${name}`;
}
