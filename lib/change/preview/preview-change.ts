/** What opening or closing a preview changes, and what is worth knowing about it. */
export interface PreviewChange {
  readonly action: 'opened' | 'updated' | 'closed' | 'none';
  /** As its file is called: `pr-412`. */
  readonly preview: string;
  /** The environment that it is: `staging-pr-412`; undefined where no file says so. */
  readonly environment: string | undefined;
  /** The environment that it is like, which has to be rendered again; undefined where no file says so. */
  readonly from: string | undefined;
  /** Path from the root to the whole text; undefined removes the file. What is rendered is not among them. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly notes: readonly string[];
}
