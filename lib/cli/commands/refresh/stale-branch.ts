import type { ChangeKind } from '../../../change/branch-name.ts';
import type { BranchState } from '../../change/branch-state.ts';
import type { Proposed } from '../../change/propose.ts';

/** A branch of ours that may have to be made new: it has something, and nothing of a person's. */
export interface StaleBranch {
  readonly kind: ChangeKind;
  readonly state: BranchState;
  /** Each a commit. */
  readonly tip: string;
  readonly fork: string;
  /** The tree that it would give if it were merged as it is; undefined where it conflicts. */
  readonly merged: string | undefined;
  /** The host is to merge it by itself. GitLab forgets that at a push, so that it is asked for once more. */
  readonly isArmed: boolean;
}

/**
 * What came of making one new.
 *
 * - `kept`: a rule keeps it as it is.
 * - `spent`: nothing of it is left to merge.
 */
export type Renewal =
  | Pick<Proposed, 'action' | 'pullRequest' | 'notes'>
  | { readonly action: 'kept'; readonly why: string }
  | { readonly action: 'spent' };
