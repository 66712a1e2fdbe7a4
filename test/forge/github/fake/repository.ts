import { mergeStateOf } from './merge-state.ts';
import { DEFAULT_SETTINGS, type FakePull, type FakeSettings, type FakeState } from './state.ts';

export interface RepositoryOptions {
  /** `owner/name`. @default acme/manifests */
  readonly project?: string | undefined;
  readonly branches?: Readonly<Record<string, string>> | undefined;
  readonly settings?: Partial<FakeSettings> | undefined;
  /** Does the merge where the commits are, and says which commit the base is then; without it, one is made up. */
  readonly onMerge?: ((pull: FakePull) => string) | undefined;
  /** Told of each branch that is removed through the API. */
  readonly onRemoveBranch?: ((name: string) => void) | undefined;
}

/** What happens to a repository, whoever asks for it: a push, a review, a check, a merge. */
export class FakeRepository {
  readonly project: string;
  readonly state: FakeState;
  readonly #options: RepositoryOptions;
  #numbers = 0;

  constructor(options: RepositoryOptions) {
    this.#options = options;
    this.project = options.project ?? 'acme/manifests';
    this.state = {
      branches: new Map(Object.entries(options.branches ?? {})),
      pulls: [],
      statuses: new Map(),
      checkRuns: new Map(),
      settings: { ...DEFAULT_SETTINGS, ...options.settings },
    };
  }

  nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** A push, or with undefined its removal, which closes what was open. */
  setBranch(name: string, commit: string | undefined): void {
    const { branches, pulls, settings } = this.state;
    if (commit === undefined) branches.delete(name);
    else branches.set(name, commit);
    for (const pull of pulls.filter(
      ({ state, branch, from }) => state === 'open' && branch === name && from === this.project,
    ))
      if (commit === undefined) this.close(pull);
      else if (pull.head !== commit) {
        pull.head = commit;
        if (settings.dismissStale)
          for (const review of pull.reviews) if (review.state === 'APPROVED') review.state = 'DISMISSED';
      }
    this.settle();
  }

  addPull(branch: string, base: string, fields: Partial<FakePull> = {}): FakePull {
    const pull: FakePull = {
      number: this.nextNumber(),
      title: `Change ${branch}`,
      body: '',
      state: 'open',
      merged: false,
      draft: false,
      branch,
      base,
      from: this.project,
      head: this.state.branches.get(branch) ?? 'f'.repeat(40),
      conflicts: false,
      unknownFor: 0,
      autoMerge: false,
      queued: false,
      reviews: [],
      ...fields,
    };
    this.state.pulls.push(pull);
    return pull;
  }

  review(
    pull: FakePull,
    user: string,
    state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED',
    commit = pull.head,
  ): void {
    pull.reviews.push({ id: 100 + this.nextNumber(), user, state, commit });
    this.settle();
  }

  setStatus(commit: string, context: string, state: 'success' | 'pending' | 'failure' | 'error'): void {
    this.state.statuses.set(commit, [...(this.state.statuses.get(commit) ?? []), { context, state }]);
    this.settle();
  }

  setCheckRun(commit: string, name: string, conclusion: string | null): void {
    const others = (this.state.checkRuns.get(commit) ?? []).filter((run) => run.name !== name);
    this.state.checkRuns.set(commit, [...others, { name, conclusion }]);
    this.settle();
  }

  close(pull: FakePull): void {
    Object.assign(pull, { state: 'closed', autoMerge: false, queued: false });
  }

  /** @returns the commit that its base is then */
  merge(pull: FakePull): string {
    const commit = this.#options.onMerge?.(pull) ?? this.nextNumber().toString(16).padStart(40, 'e');
    Object.assign(pull, { state: 'closed', merged: true, autoMerge: false, queued: false });
    this.state.branches.set(pull.base, commit);
    if (this.state.settings.deleteBranchOnMerge) this.removeBranch(pull.branch);
    return commit;
  }

  removeBranch(name: string): void {
    this.#options.onRemoveBranch?.(name);
    this.setBranch(name, undefined);
  }

  /** What is armed merges as soon as its rules allow, or joins the queue. */
  settle(): void {
    for (const pull of this.state.pulls)
      if (pull.autoMerge && pull.state === 'open' && mergeStateOf(pull, this.state) === 'clean')
        if (this.state.settings.mergeQueue) Object.assign(pull, { autoMerge: false, queued: true });
        else this.merge(pull);
  }
}
