/** A place in a text that looks like a credential. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  /** What it looks like, never what it is: `a GitHub token`. */
  readonly label: string;
}
