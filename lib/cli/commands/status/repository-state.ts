/** The files of a repository below `dist` and `environments`, as a commit has them, or as they lie there. */
export interface RepositoryState {
  /** By path from the root to what {@link read} takes; files of the same content may have the same. */
  readonly files: ReadonlyMap<string, string>;
  /** The texts of files, by what stands for them. */
  read(keys: Iterable<string>): Promise<ReadonlyMap<string, string>>;
  /** When files last changed on this branch, in seconds since 1970, by path from the root; undefined where nobody knows. */
  ages(paths: readonly string[]): Promise<ReadonlyMap<string, number> | undefined>;
  /** The commit that is shown; undefined for what lies there. */
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  /** Worth knowing, and no mistake. */
  readonly notes: readonly string[];
}
