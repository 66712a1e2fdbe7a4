/** Where changes of this repository go, as people and CI reach it. */
export interface RepositorySettings {
  /** `https://git.example.com/acme/manifests.git`. @default the remote origin */
  readonly url?: string | undefined;
  /** @default by the address */
  readonly host?: 'github' | 'gitlab' | 'gitea' | 'bitbucket' | 'git' | undefined;
  /** The root of the host's API: `https://git.example.com/api/v1`. @default by the address */
  readonly api?: string | undefined;
  /** The branch that changes go to. @default 'main' */
  readonly base?: string | undefined;
}

/** How many objects of an environment may go without a reviewed entry: a number, or a part of those at the base, `'20%'`. */
export type MaxDeletes = number | `${number}%`;

/** `kumiki.config.ts`: its default export. Everything is optional. */
export interface KumikiConfig {
  /** Where changes of it go: an address, or with the host that it is of. @default the remote origin */
  readonly repository?: string | RepositorySettings | undefined;
  /** One file an object, or one an application, for fleets of thousands of objects. @default 'resource' */
  readonly files?: 'resource' | 'application' | undefined;
  /** YAML and JSON files below `dist/` that kumiki did not write and that the CD tool may apply: `['dist/production/legacy/*.yaml']`. @default none */
  readonly foreign?: readonly string[] | undefined;
  /**
   * How many objects of an environment a change may remove before `check --base` asks for an entry in its `deletions.json`: a whole number,
   * or a part of those that there were, `'20%'`, rounded down. 0 asks for every one. @default a fifth of them, and 10 at least
   */
  readonly maxDeletes?: MaxDeletes | undefined;
}

/**
 * Types the settings of a repository.
 *
 * @example
 * export default defineConfig({ files: 'application' });
 */
export function defineConfig(config: KumikiConfig): KumikiConfig {
  return config;
}
