export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** The ways to merge, the best first: plain `git revert` takes back a merge commit, and with it the whole change. */
export const MERGE_METHODS = [
  { rest: 'merge', graphQl: 'MERGE', allowedAs: 'mergeCommitAllowed' },
  { rest: 'squash', graphQl: 'SQUASH', allowedAs: 'squashMergeAllowed' },
  { rest: 'rebase', graphQl: 'REBASE', allowedAs: 'rebaseMergeAllowed' },
] as const satisfies readonly {
  readonly rest: MergeMethod;
  readonly graphQl: Uppercase<MergeMethod>;
  readonly allowedAs: string;
}[];
