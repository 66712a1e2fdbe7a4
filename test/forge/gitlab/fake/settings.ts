/** What may be different from one project to the next; tests change it as they go. */
export interface FakeSettings {
  tier: 'free' | 'premium';
  /** Before 15.6 there is no `detailed_merge_status`, and 406 where now is 422. */
  isOld: boolean;
  hasTrains: boolean;
  /** Whether joining a merge train by auto-merge is refused where nothing is left to wait for, as older ones do. */
  isTrainOld: boolean;
  /** How many times joining a merge train is accepted and comes to nothing. */
  ignored: number;
  /** Whether pipelines run on the merge of a head, which merge trains ask for. */
  mergesResults: boolean;
  /** Whether pipelines must succeed. */
  needsPipeline: boolean;
  /** A `detailed_merge_status` that keeps everything from being merged. */
  objection: string | undefined;
  /** Whether auto-merge waits for the objection too, and not for pipelines alone. */
  waitsForObjection: boolean;
  /** Whether nothing looks at a merge request before somebody asks to merge it: `unchecked`. */
  isLazy: boolean;
  /** How many questions it takes until a push has done all that it brings about. */
  lag: number;
  /** Whether a push takes approvals back. */
  resetsApprovals: boolean;
  /** How many attempts to merge fail as somebody else merges. */
  raced: number;
  /** What merging fails with. */
  mergeError: string | undefined;
  removesBranches: boolean;
  isProtected: boolean;
  /** Whether what is armed cannot be disarmed any more. */
  isStuck: boolean;
}

export const DEFAULTS: FakeSettings = {
  tier: 'premium',
  isOld: false,
  hasTrains: false,
  isTrainOld: true,
  ignored: 0,
  mergesResults: false,
  needsPipeline: false,
  objection: undefined,
  waitsForObjection: true,
  isLazy: false,
  lag: 2,
  resetsApprovals: false,
  raced: 0,
  mergeError: undefined,
  removesBranches: true,
  isProtected: false,
  isStuck: false,
};
