import { hasPipelineAtRest, mergeStatusOf } from './merge-status.ts';
import { DEFAULTS, type FakeSettings } from './settings.ts';

/** The project's own number, and that of a fork. */
export const OWN_ID = 7;
export const FORK_ID = 8;

export interface FakeMergeRequest {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  /** The project of its branch; null is a fork that was removed. */
  readonly from: number | null;
  title: string;
  description: string | null;
  state: 'opened' | 'closed' | 'merged' | 'locked';
  head: string | null;
  removesBranch: boolean;
  isArmed: boolean;
  mergeError: string | null;
  /** State in its merge train; undefined where it is in none. */
  train: string | undefined;
  /** The pipeline of an earlier head, which it shows until there is one of this. */
  formerPipeline: FakePipeline | undefined;
  readonly approvedBy: Set<string>;
  readonly notes: string[];
  /** How many more questions come while it is looked at. */
  checking: number;
  /** What a push brings about, and how many more questions come before it. */
  pending: { readonly head: string; left: number } | undefined;
}

export interface FakePipeline {
  readonly status: string;
  /** What it ran on. */
  readonly sha: string;
}

export interface FakeStatus {
  readonly id: number;
  readonly commit: string;
  readonly name: string;
  readonly status: string;
  readonly allow_failure: boolean;
}

/** One project in memory, and what git and people do to it. */
export class FakeGitLabRepository {
  readonly project: string;
  readonly branches = new Map<string, string>();
  readonly requests: FakeMergeRequest[] = [];
  readonly statuses: FakeStatus[] = [];
  /** Commit to the status of its pipeline. */
  readonly pipelines = new Map<string, string>();
  readonly settings: FakeSettings = { ...DEFAULTS };
  readonly #unknown = new Map<string, number>();

  constructor(project: string) {
    this.project = project;
  }

  setBranch(name: string, commit: string | undefined): void {
    if (commit === undefined) return void this.branches.delete(name);
    if (!this.branches.has(name)) this.#unknown.set(name, this.settings.lag);
    this.branches.set(name, commit);
    for (const request of this.requests)
      if (request.branch === name && request.state === 'opened' && request.from === OWN_ID)
        request.pending = { head: commit, left: this.settings.lag };
  }

  /** Whether a branch is known already; asking brings that nearer. */
  knows(name: string): boolean {
    const left = this.#unknown.get(name) ?? 0;
    this.#unknown.set(name, left - 1);
    return this.branches.has(name) && left <= 0;
  }

  addRequest(branch: string, base: string, more: Partial<FakeMergeRequest> = {}): FakeMergeRequest {
    const request: FakeMergeRequest = {
      number: this.requests.length + 1,
      branch,
      base,
      from: OWN_ID,
      title: 'Bump',
      description: null,
      state: 'opened',
      head: this.branches.get(branch) ?? null,
      removesBranch: false,
      isArmed: false,
      mergeError: null,
      train: undefined,
      formerPipeline: undefined,
      approvedBy: new Set(),
      notes: [],
      checking: this.settings.lag,
      pending: undefined,
      ...more,
    };
    this.requests.push(request);
    return request;
  }

  /** One more question about a merge request: what goes on in the background goes on. */
  goOn(request: FakeMergeRequest): void {
    if (!this.settings.isLazy) request.checking = Math.max(0, request.checking - 1);
    this.#push(request);
    if (
      request.isArmed &&
      this.hasTrains &&
      mergeStatusOf(this, request) === 'mergeable' &&
      hasPipelineAtRest(this, request)
    )
      request.train ??= 'fresh';
  }

  /** That of its head, or of an earlier one. */
  pipelineOf({ head, formerPipeline }: FakeMergeRequest): FakePipeline | undefined {
    const status = this.pipelines.get(head ?? '');
    if (status === undefined || head === null) return formerPipeline;
    return { status, sha: this.settings.mergesResults ? this.mergeOf(head) : head };
  }

  get hasTrains(): boolean {
    return this.settings.hasTrains && this.settings.tier === 'premium';
  }

  /** The merge of a head into its base that a merged results pipeline runs on. */
  mergeOf(head: string): string {
    return `0${head.slice(1)}`;
  }

  merge(request: FakeMergeRequest): void {
    Object.assign(request, { state: 'merged', train: request.train === undefined ? undefined : 'merged' });
    if (request.removesBranch && this.settings.removesBranches) this.branches.delete(request.branch);
  }

  /** What a push brings about, once it does. */
  #push(request: FakeMergeRequest): void {
    const { pending } = request;
    if (pending === undefined) return;
    pending.left -= 1;
    if (pending.left > 0) return;
    const { head } = pending;
    Object.assign(request, {
      pending: undefined,
      head,
      checking: this.settings.lag,
      isArmed: false,
      train: undefined,
      formerPipeline: this.pipelineOf(request),
    });
    if (this.settings.resetsApprovals) request.approvedBy.clear();
  }
}
