import type { GiteaRules } from '../gitea-world.ts';

/** Which of the hosts that speak this API; they differ in what auto-merge does, and in what they know. */
export type FakeKind = 'gitea' | 'gitea-1.21' | 'forgejo';

export interface FakePull {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  readonly poster: string;
  readonly isOfFork: boolean;
  title: string;
  body: string;
  state: 'open' | 'closed';
  merged: boolean;
  head: string;
  /** It notices those that a change of the base brought only when it merges, or a while later. */
  conflicts: 'none' | 'unnoticed' | 'noticed';
  /** How many more attempts to merge are told to wait, as conflicts are still looked for. */
  checking: number;
  armedBy: string | undefined;
  readonly timeline: string[];
  readonly reviews: FakeReview[];
}

export interface FakeReview {
  readonly id: number;
  readonly state: 'APPROVED' | 'REQUEST_CHANGES' | 'COMMENT';
  readonly commit: string;
  readonly official: boolean;
  dismissed: boolean;
  stale: boolean;
}

export interface FakeStatus {
  readonly commit: string;
  readonly context: string;
  readonly status: string;
}

/** How many questions it takes until a push has done all that it brings about. */
const LAG = 2;

/** One repository in memory, and what git and people do to it. */
export class FakeGiteaRepository {
  readonly kind: FakeKind;
  readonly branches = new Map<string, string>();
  readonly pulls: FakePull[] = [];
  readonly statuses: FakeStatus[] = [];
  rules: GiteaRules | undefined;
  hasPullRequests = true;
  defaultMergeStyle = 'merge';
  mergeStyles: readonly string[] = ['merge', 'rebase', 'rebase-merge', 'squash'];
  readonly #unknown = new Map<string, number>();
  readonly #settling = new Map<FakePull, number>();

  constructor(kind: FakeKind) {
    this.kind = kind;
  }

  /** A branch moved by git, or with undefined removed. */
  setBranch(name: string, commit: string | undefined): void {
    if (commit === undefined) {
      this.branches.delete(name);
      return;
    }
    if (!this.branches.has(name)) this.#unknown.set(name, LAG);
    this.branches.set(name, commit);
    for (const pull of this.pulls)
      if (pull.branch === name && pull.state === 'open' && !pull.isOfFork && pull.head !== commit) {
        Object.assign(pull, { head: commit, checking: LAG, conflicts: 'none' });
        this.#settling.set(pull, LAG);
      }
  }

  addPull(request: Pick<FakePull, 'branch' | 'base' | 'poster' | 'isOfFork' | 'title' | 'body' | 'head'>): FakePull {
    const pull: FakePull = {
      ...request,
      number: this.pulls.length + 1,
      state: 'open',
      merged: false,
      conflicts: 'none',
      checking: 1,
      armedBy: undefined,
      timeline: [],
      reviews: [],
    };
    this.pulls.push(pull);
    return pull;
  }

  /** Whether a branch is known already; asking brings that nearer. */
  knows(name: string): boolean {
    const left = this.#unknown.get(name) ?? 0;
    this.#unknown.set(name, left - 1);
    return this.branches.has(name) && left <= 0;
  }

  /** The reviews, as they are by now. */
  reviewsOf(pull: FakePull): readonly FakeReview[] {
    const left = this.#settling.get(pull);
    if (left === 0) {
      this.#settling.delete(pull);
      for (const review of pull.reviews) {
        review.stale = review.commit !== pull.head;
        if (review.state === 'APPROVED' && review.stale && this.rules?.dismissStale === true) review.dismissed = true;
      }
    } else if (left !== undefined) this.#settling.set(pull, left - 1);
    return pull.reviews;
  }

  review(pull: FakePull, state: FakeReview['state'], official: boolean): void {
    const id = pull.number * 100 + pull.reviews.length;
    pull.reviews.push({ id, state, commit: pull.head, official, dismissed: false, stale: false });
    this.settle();
  }

  report(status: FakeStatus): void {
    this.statuses.push(status);
    this.settle();
  }

  latestStatuses(commit: string): readonly FakeStatus[] {
    const all = this.statuses.filter((status) => status.commit === commit);
    return [...new Map(all.map((status) => [status.context, status])).values()];
  }

  /** Why rules keep one from being merged. */
  objectionTo(pull: FakePull): string | undefined {
    const { checks, approvals = 0 } = this.rules ?? {};
    const latest = this.latestStatuses(pull.head);
    const isGreen = (pattern: string): boolean =>
      latest.some(
        ({ context, status }) => new RegExp(`^${pattern.replace('*', '.*')}$`).test(context) && status === 'success',
      );
    if (checks?.every(isGreen) === false) return 'Not all required status checks successful';
    const granted = pull.reviews.filter((one) => one.state === 'APPROVED' && one.official && !one.dismissed);
    return granted.length < approvals ? 'Does not have enough approvals' : undefined;
  }

  merge(pull: FakePull, removesBranch: boolean): void {
    Object.assign(pull, { merged: true, state: 'closed', armedBy: undefined });
    if (removesBranch) this.branches.delete(pull.branch);
  }

  /** What a status or a review brings about. */
  settle(): void {
    for (const pull of this.pulls)
      if (pull.armedBy !== undefined && pull.state === 'open' && this.objectionTo(pull) === undefined)
        this.merge(pull, this.kind !== 'gitea-1.21');
  }
}
