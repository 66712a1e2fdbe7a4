import { didYouMean } from '../../../did-you-mean.ts';
import { UserError } from '../../../errors.ts';
import { chooseByGlobs } from '../../choice.ts';
import type { RepositoryData } from './repository-data.ts';
import type { Survey, SurveyedEnvironment } from '../../survey-applications.ts';

export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** Where an application gets another id. */
export interface RenamePlaces {
  /** The source gives it the old id there, and is to give it the new one. */
  readonly holders: readonly SurveyedEnvironment[];
  /** The source gives it the new id there already, and its data lies under the old one. */
  readonly pending: readonly SurveyedEnvironment[];
  /** It keeps the old id there. */
  readonly others: readonly SurveyedEnvironment[];
  readonly notes: readonly string[];
}

/** Throws a UserError where a name is wrong, taken, or of nothing that is there. */
export function findPlaces(
  { environments }: Survey,
  data: RepositoryData,
  { from, to }: Renaming,
  globs: readonly string[],
): RenamePlaces {
  checkNewId(from, to);
  const chosen = new Set(
    chooseByGlobs(
      '--env',
      globs,
      environments.map(({ name }) => name),
    ),
  );
  const having = environments.filter(({ applications }) => applications.has(from));
  const pending = environments.filter(
    ({ name, applications }) =>
      chosen.has(name) && applications.has(to) && !applications.has(from) && data.has(name, from),
  );
  const taken = having.find(({ applications }) => applications.has(to));
  if (taken !== undefined)
    throw new UserError(`${taken.name}: has an application '${to}' already. Choose another name.`);
  const holders = having.filter(({ name, isOfCommit }) => chosen.has(name) && !isOfCommit);
  const stuck = having.filter(({ name, isOfCommit }) => chosen.has(name) && isOfCommit);
  if (holders.length + pending.length + stuck.length === 0) throw unknown(from, environments, chosen);
  return {
    holders,
    pending,
    others: having.filter((one) => !holders.includes(one)),
    notes: stuck.map(
      ({ name }) =>
        `${name}: is built from the commit in its source.json, where it is ${from}. Run this again for it once that is promoted: kumiki rename ${from} ${to} --env ${name}`,
    ),
  };
}

/** As the construct judges it, before anything is touched. */
function checkNewId(from: string, to: string): void {
  if (to === from) throw new UserError(`rename: '${to}' is its name already. Choose another one.`);
  if (to === 'delivery')
    throw new UserError(`rename: '${to}' is the folder of what the environment's root applies. Choose another name.`);
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(to))
    throw new UserError(
      `rename: '${to}' cannot be an application's id. Use at most 63 lower-case letters, digits and '-', with a letter or digit at both ends.`,
    );
}

function unknown(from: string, environments: readonly SurveyedEnvironment[], chosen: ReadonlySet<string>): UserError {
  const known = environments
    .filter(({ name }) => chosen.has(name))
    .flatMap(({ applications }) => [...applications.keys()]);
  const names = [...new Set(known)].toSorted();
  const guess = didYouMean(from, names);
  return new UserError(
    `rename: there is no application '${from}'. ${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${names.join(', ') || 'none'}.`,
  );
}
