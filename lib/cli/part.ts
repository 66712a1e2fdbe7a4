import { UserError } from '../errors.ts';
import type { ApplicationChoice } from '../manifest/rendered-environment.ts';
import { chooseByGlobs, matching, ofShard, type Shard } from './choice.ts';

/** What one run renders of all environments and their applications. */
export interface Part {
  /** The names of its environments. */
  readonly environments: readonly string[];
  /** Which applications of one of them; undefined for all and `delivery/`. Applications are known only once their environment was built. */
  choose(environment: string, applications: readonly string[]): ApplicationChoice | undefined;
  /** Throws where a glob of `--app` has matched no application of any environment. Of a shard it does not: another may have what it names. */
  verify(): void;
}

export interface PartOptions {
  readonly env: readonly string[];
  readonly app: readonly string[];
  readonly shard: Shard | undefined;
}

/**
 * The environments that `--env` names, of them the share of `--shard`, of each the applications that `--app` names.
 *
 * Up to as many shards as environments, a shard has whole environments. With more, several shards share one: each has some of its
 * applications, and the first of them also `delivery/`.
 */
export function partOf(names: readonly string[], options: PartOptions): Part {
  const chosen = chooseByGlobs('--env', options.env, names);
  const share = shareOf(chosen, options.shard);
  const known = new Set<string>();
  const matched = new Set<string>();
  const matchedBy = (glob: string, applications: readonly string[]): readonly string[] => {
    const found = matching(glob, applications);
    if (found.length > 0) matched.add(glob);
    return found;
  };
  return {
    environments: share.environments,
    choose(_, applications) {
      for (const application of applications) known.add(application);
      const named =
        options.app.length === 0 ? applications : options.app.flatMap((glob) => matchedBy(glob, applications));
      const mine = share.within === undefined ? named : ofShard(named, share.within);
      if (options.app.length === 0 && share.within === undefined) return undefined;
      return { applications: new Set(mine), delivery: options.app.length === 0 && share.within?.index === 1 };
    },
    verify() {
      const lost = options.app.find((glob) => !matched.has(glob));
      if (lost !== undefined && options.shard === undefined)
        throw new UserError(
          `--app '${lost}' matches nothing. There are: ${[...known].toSorted().join(', ') || 'none'}.`,
        );
    },
  };
}

interface Share {
  readonly environments: readonly string[];
  /** The share of the one environment that several shards have between them. */
  readonly within: Shard | undefined;
}

function shareOf(environments: readonly string[], shard: Shard | undefined): Share {
  if (shard === undefined) return { environments, within: undefined };
  if (shard.count <= environments.length) return { environments: ofShard(environments, shard), within: undefined };
  const position = (shard.index - 1) % environments.length;
  const sharing = Math.ceil((shard.count - position) / environments.length);
  const mine = environments.slice(position, position + 1);
  return {
    environments: mine,
    within: { index: Math.floor((shard.index - 1) / environments.length) + 1, count: sharing },
  };
}
