/**
 * What the change flow asks of a git host. Each host is one folder beside this file; plain git has no pull requests, only branches.
 *
 * Every call may be made again: a request whose answer was lost on the way is repeated by the client, and what was done already is no
 * error. Every failure is a {@link RemoteError} that says which host, what was asked, its status and what to do; a token is in none.
 */
export interface Forge {
  readonly host: HostName;

  /** All pull requests of a branch of this very repository (no forks) into `base`, open or not, the newest first. */
  pullRequestsOf(branch: string, base: string): Promise<readonly PullRequest[]>;
  /** The open ones into `base` whose branch begins with `prefix`, the oldest first. */
  openPullRequests(prefix: string, base: string): Promise<readonly PullRequest[]>;
  /** Opens one. Where there is one of this branch already, that one as it is: two jobs may ask at the same time. */
  open(request: NewPullRequest): Promise<PullRequest>;
  /** Changes title and text. */
  edit(pullRequest: PullRequest, change: PullRequestText): Promise<void>;
  close(pullRequest: PullRequest): Promise<void>;

  /** Whether somebody's approval counts for its present head. */
  isApproved(pullRequest: PullRequest): Promise<boolean>;
  /**
   * Takes all approvals back, with a word why.
   *
   * @returns false where the host has no way to, or this token may not
   */
  dismissApprovals(pullRequest: PullRequest, reason: string): Promise<boolean>;

  /**
   * Asks the host to merge it by itself as soon as its rules allow, but only this commit as its head.
   *
   * @returns `armed`; `ready` where nothing is left to wait for, so that the host wants it merged instead; else why it cannot, for a note
   */
  armAutoMerge(pullRequest: PullRequest, head: string): Promise<'armed' | 'ready' | { readonly why: string }>;
  isAutoMergeArmed(pullRequest: PullRequest): Promise<boolean>;
  /** @returns false where it is armed and cannot be disarmed */
  disarmAutoMerge(pullRequest: PullRequest): Promise<boolean>;
  /**
   * Merges it now, if this commit is still its head, and removes its branch.
   *
   * @returns undefined where it is merged; else why it is not, for a note: checks that failed, an approval that is missing, another head
   */
  merge(pullRequest: PullRequest, head: string): Promise<{ readonly why: string } | undefined>;
  /** Whether it stands in a merge queue or merge train: its branch must not change. */
  isQueued(pullRequest: PullRequest): Promise<boolean>;

  /** The newest status of each context that was reported for a commit. */
  commitStatuses(commit: string): Promise<readonly CommitStatus[]>;
}

export const HOSTS = ['github', 'gitlab', 'gitea', 'bitbucket', 'git'] as const;

export type HostName = (typeof HOSTS)[number];

export interface PullRequest {
  /** As people write it: GitLab's iid. */
  readonly number: number;
  /** Its page. */
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly branch: string;
  readonly base: string;
  /** The commit at its head, as the host knows it. */
  readonly head: string;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

export interface PullRequestText {
  readonly title: string;
  readonly text: string;
}

export interface NewPullRequest extends PullRequestText {
  readonly branch: string;
  readonly base: string;
}

export interface CommitStatus {
  /** `kustomization/users/8a3f…` of Flux, `argocd/production-users` of Argo CD, or a check of CI. */
  readonly context: string;
  readonly state: 'success' | 'pending' | 'failure';
}
