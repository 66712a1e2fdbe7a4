/** What a repository of the fake holds. Everything may be changed by a test. */
export interface FakeState {
  /** Name to commit. */
  readonly branches: Map<string, string>;
  readonly pulls: FakePull[];
  /** Commit to its statuses, the newest last. */
  readonly statuses: Map<string, FakeStatus[]>;
  readonly checkRuns: Map<string, FakeCheckRun[]>;
  readonly settings: FakeSettings;
}

export interface FakeSettings {
  archived: boolean;
  isPrivate: boolean;
  allowAutoMerge: boolean;
  mergeMethods: readonly ('merge' | 'squash' | 'rebase')[];
  /** Contexts that must be `success` before a merge. */
  requiredChecks: readonly string[];
  requiredApprovals: number;
  /** Whether a push takes approvals back. */
  dismissStale: boolean;
  /** Whether this token may dismiss approvals, where the branch says who may. */
  mayDismiss: boolean;
  deleteBranchOnMerge: boolean;
  mergeQueue: boolean;
}

export interface FakePull {
  readonly number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  readonly branch: string;
  base: string;
  /** `owner/name` that its branch is of; undefined for a fork that was deleted. */
  readonly from: string | undefined;
  head: string;
  /** Whether it conflicts with its base. */
  conflicts: boolean;
  /** For how many more readings it is not known whether it can be merged. */
  unknownFor: number;
  autoMerge: boolean;
  queued: boolean;
  readonly reviews: FakeReview[];
}

export interface FakeReview {
  readonly id: number;
  readonly user: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly commit: string;
  message?: string;
}

export interface FakeStatus {
  readonly context: string;
  readonly state: 'success' | 'pending' | 'failure' | 'error';
}

export interface FakeCheckRun {
  readonly name: string;
  /** Null while it runs. */
  readonly conclusion: string | null;
}

export const DEFAULT_SETTINGS: FakeSettings = {
  archived: false,
  isPrivate: true,
  allowAutoMerge: true,
  mergeMethods: ['merge', 'squash', 'rebase'],
  requiredChecks: [],
  requiredApprovals: 0,
  dismissStale: false,
  mayDismiss: true,
  deleteBranchOnMerge: false,
  mergeQueue: false,
};
