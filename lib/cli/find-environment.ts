import { didYouMean } from '../did-you-mean.ts';
import type { LoadedEnvironment } from '../environment/load/check-exports.ts';
import { UserError } from '../errors.ts';

/** The environment that `--env`, or another flag, names; a mistake says which there are. */
export function findEnvironment(
  name: string,
  environments: readonly LoadedEnvironment[],
  flag = '--env',
): LoadedEnvironment {
  const found = environments.find(({ definition }) => definition.name === name);
  if (found !== undefined) return found;
  const names = environments.map(({ definition }) => definition.name);
  const guess = didYouMean(name, names);
  throw new UserError(
    `${flag} '${name}' is no environment. ${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${names.join(', ') || 'none'}.`,
  );
}
