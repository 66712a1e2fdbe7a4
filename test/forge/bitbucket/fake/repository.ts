export interface FakePull {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  readonly author: string;
  /** `null` is a fork that was removed. */
  readonly from: string | null;
  readonly created: number;
  title: string;
  description: string;
  state: 'OPEN' | 'MERGED' | 'DECLINED' | 'SUPERSEDED';
  head: string;
  reviewers: readonly string[];
  readonly approvedBy: Set<string>;
  isQueued: boolean;
}

export interface FakeStatus {
  readonly commit: string;
  readonly key: string;
  readonly name: string | null;
  readonly state: string;
  /** In seconds. */
  readonly updated: number;
}

/** What may be different from one repository to the next; tests change it as they go. */
export interface FakeSettings {
  /** What a second pull request of the same branches is: the first one with a new text, another one, or refused. */
  onSecond: 'same' | 'another' | 'refused';
  resetsApprovals: boolean;
  /** Merge checks that are not met. */
  unmet: readonly string[];
  /** Whether tokens may merge into main. */
  restrictsMerges: boolean;
  hasConflicts: boolean;
  /** How many attempts to merge come while somebody else pushes. */
  raced: number;
  /** How many questions a merge takes until it is done; undefined where it is done at once. */
  mergeTakes: number | undefined;
  /** What a merge that takes long ends with instead. */
  mergeFails: string | undefined;
  /** Whether a merge that takes long has a task to ask for: 202, and else 555. */
  hasTasks: boolean;
  /** Whether main has a merge queue: asking for a merge only joins it. */
  hasQueue: boolean;
  defaultStrategy: string | undefined;
  strategies: readonly string[];
}

/** One repository in memory, and what git and people do to it. */
export class FakeBitbucketRepository {
  readonly project: string;
  readonly branches = new Map<string, string>();
  readonly pulls: FakePull[] = [];
  readonly statuses: FakeStatus[] = [];
  /** Every commit there ever was. */
  readonly commits = new Set<string>();
  readonly settings: FakeSettings = {
    onSecond: 'same',
    resetsApprovals: false,
    unmet: [],
    restrictsMerges: false,
    hasConflicts: false,
    raced: 0,
    mergeTakes: undefined,
    mergeFails: undefined,
    hasTasks: true,
    hasQueue: false,
    defaultStrategy: 'merge_commit',
    strategies: ['merge_commit', 'squash', 'fast_forward'],
  };
  /** A merge that goes on: its pull request, and how many more questions it takes. */
  merging: { readonly pull: FakePull; left: number; readonly closesBranch: boolean } | undefined;

  constructor(project: string) {
    this.project = project;
  }

  setBranch(name: string, commit: string | undefined): void {
    if (commit === undefined) return void this.branches.delete(name);
    this.branches.set(name, commit);
    this.commits.add(commit);
    for (const pull of this.pulls) {
      if (pull.branch !== name || pull.state !== 'OPEN' || pull.from !== this.project || pull.head === commit) continue;
      pull.head = commit;
      if (this.settings.resetsApprovals) pull.approvedBy.clear();
    }
  }

  addPull(branch: string, base: string, more: Partial<FakePull> = {}): FakePull {
    const number = this.pulls.length + 1;
    const pull: FakePull = {
      number,
      branch,
      base,
      author: 'bot',
      from: this.project,
      created: number,
      title: 'Bump',
      description: '',
      state: 'OPEN',
      head: this.branches.get(branch) ?? 'f'.repeat(40),
      reviewers: [],
      approvedBy: new Set(),
      isQueued: false,
      ...more,
    };
    this.pulls.push(pull);
    return pull;
  }

  merge(pull: FakePull, closesBranch: boolean): void {
    pull.state = 'MERGED';
    if (closesBranch) this.branches.delete(pull.branch);
  }

  /** One more question after a merge that goes on. */
  goOn(): void {
    const { merging } = this;
    if (merging === undefined) return;
    merging.left -= 1;
    if (merging.left > 0) return;
    this.merging = undefined;
    if (this.settings.mergeFails === undefined) this.merge(merging.pull, merging.closesBranch);
  }
}
