import { UserError } from '../../../errors.ts';
import { chooseByGlobs, matching } from '../../choice.ts';
import type { EnvironmentIndex } from './repository-index.ts';

/** What of a repository is shown. */
export interface StatusChoice {
  /** In the order of their files; those that no file defines any more are last. */
  readonly environments: readonly string[];
  readonly isWanted: (application: string) => boolean;
}

/**
 * @param defined the names of environments, in the order of their files
 * @throws a UserError where a glob matches nothing
 */
export function chooseStatus(
  index: ReadonlyMap<string, EnvironmentIndex>,
  defined: readonly string[],
  { env, app }: { readonly env: readonly string[]; readonly app: readonly string[] },
): StatusChoice {
  const rendered = [...index].filter(([, { rendered: folders }]) => folders.size > 0).map(([name]) => name);
  const names = [...new Set([...defined, ...rendered.toSorted()])];
  const environments = chooseByGlobs('--env', env, names);
  const known = [...new Set(environments.flatMap((name) => applicationsOf(index.get(name))))].toSorted();
  for (const glob of app)
    if (matching(glob, known).length === 0)
      throw new UserError(
        `--app '${glob}' matches nothing of ${environments.join(', ')}. There are: ${known.join(', ') || 'none'}.`,
      );
  const wanted = new Set(chooseByGlobs('--app', app, known));
  return { environments, isWanted: (application) => wanted.has(application) };
}

function applicationsOf(index: EnvironmentIndex | undefined): readonly string[] {
  return [...(index?.rendered.keys() ?? []), ...(index?.pins.keys() ?? [])];
}
