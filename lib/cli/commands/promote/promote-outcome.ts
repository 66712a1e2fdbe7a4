import type { ChangeAction } from '../../change/action.ts';

/** What became of a promotion that goes as one: its shape is part of `--json`. */
export interface PromoteOutcome {
  readonly action: ChangeAction;
  readonly from: string;
  readonly environments: readonly string[];
  readonly applications: readonly string[];
  /** Of a fleet: this part, of how many. */
  readonly wave?: { readonly number: number; readonly count: number } | undefined;
  readonly pullRequest?: { readonly number: number; readonly url: string } | undefined;
  readonly branch?: string | undefined;
  readonly changes: readonly PromotedImage[];
  readonly files: readonly string[];
  readonly pending?: true | undefined;
  readonly notes: readonly string[];
}

export interface PromotedImage {
  readonly environment: string;
  readonly application: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string;
  /** The source commits that come with it, the newest first: `1a2b3c4d Add a cache`; null where this repository does not know them. */
  readonly commits: readonly string[] | null;
}
