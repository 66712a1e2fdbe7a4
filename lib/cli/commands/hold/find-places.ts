import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { holdFile } from '../../../change/holds/hold.ts';
import type { HoldPlace } from '../../../change/holds/hold-change.ts';
import { didYouMean } from '../../../did-you-mean.ts';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { UserError } from '../../../errors.ts';
import { DELIVERY } from '../../../manifest/rendered-environment.ts';
import { chooseByGlobs } from '../../choice.ts';

export interface FoundPlaces {
  readonly places: readonly HoldPlace[];
  /** Environments that match and have no such application. */
  readonly notes: readonly string[];
}

/**
 * Where an application is, among the environments that match: where it was rendered, has pins or is held. Nothing is built: what an application
 * has wrong must not keep anybody from holding it.
 *
 * @throws a UserError where no environment matches, or none that does has the application
 */
export async function findPlaces(
  root: string,
  application: string,
  globs: readonly string[],
  now: Date,
): Promise<FoundPlaces> {
  const { environments } = await loadEnvironments(root);
  const names = chooseByGlobs(
    '--env',
    globs,
    environments.map(({ definition }) => definition.name),
  );
  const applications = new Map(names.map((name) => [name, applicationsOf(root, name)]));
  const having = names.filter((name) => applications.get(name)?.has(application));
  if (having.length === 0)
    throw unknown(application, names, new Set([...applications.values()].flatMap((one) => [...one])));
  const files = new RepositoryFiles(root, () => undefined);
  return {
    places: having.map((environment) => ({
      environment,
      application,
      present: files.tryRead(holdFile(environment, application)),
      now,
    })),
    notes: names
      .filter((name) => !having.includes(name))
      .map((name) => `${name}: has no application '${application}', and stays as it is.`),
  };
}

function applicationsOf(root: string, environment: string): ReadonlySet<string> {
  const rendered = entriesOf(path.join(root, 'dist', environment)).filter((name) => name !== DELIVERY);
  const data = ['images', 'holds'].flatMap((folder) =>
    entriesOf(path.join(root, 'environments', environment, folder)).flatMap((name) =>
      name.endsWith('.json') ? name.slice(0, -'.json'.length) : [],
    ),
  );
  return new Set([...rendered, ...data].filter((name) => !name.startsWith('.')));
}

function entriesOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function unknown(application: string, environments: readonly string[], known: ReadonlySet<string>): UserError {
  const names = [...known].toSorted();
  const guess = didYouMean(application, names);
  const advice =
    names.length === 0
      ? "Nothing of it is rendered yet: run 'kumiki synth'."
      : `${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${names.join(', ')}.`;
  return new UserError(`'${application}' is no application of ${environments.join(', ')}. ${advice}`);
}
