import type { FakeGiteaRepository, FakePull, FakeReview } from './repository.ts';

const OWN_ID = 1;
const FORK_ID = 2;

/** A pull request as the API describes it. */
export function showPull(repository: FakeGiteaRepository, pull: FakePull, page: string): object {
  const isThere = repository.branches.has(pull.branch);
  return {
    id: 1000 + pull.number,
    number: pull.number,
    html_url: `${page}/pulls/${pull.number}`,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    merged: pull.merged,
    mergeable: pull.conflicts !== 'noticed' && pull.checking === 0,
    head: {
      label: pull.branch,
      ref: isThere ? pull.branch : `refs/pull/${pull.number}/head`,
      sha: pull.head,
      repo_id: pull.isOfFork ? FORK_ID : OWN_ID,
    },
    base: { label: pull.base, ref: pull.base, sha: repository.branches.get(pull.base), repo_id: OWN_ID },
  };
}

export function showReview({ id, state, commit, official, dismissed, stale }: FakeReview): object {
  return { id, state, commit_id: commit, official, dismissed, stale };
}

export function showRepository(repository: FakeGiteaRepository): object {
  const allows = (style: string): boolean => repository.mergeStyles.includes(style);
  return {
    has_pull_requests: repository.hasPullRequests,
    default_merge_style: repository.defaultMergeStyle,
    allow_merge_commits: allows('merge'),
    allow_rebase: allows('rebase'),
    allow_rebase_explicit: allows('rebase-merge'),
    allow_squash_merge: allows('squash'),
    allow_fast_forward_only_merge: allows('fast-forward-only'),
  };
}

/** The rules of main are the only ones. */
export function showBranch({ branches, rules }: FakeGiteaRepository, name: string): object {
  const { approvals = 0, checks } = (name === 'main' ? rules : undefined) ?? {};
  return {
    name,
    commit: { id: branches.get(name) },
    protected: name === 'main' && rules !== undefined,
    required_approvals: approvals,
    enable_status_check: checks !== undefined,
    status_check_contexts: checks ?? [],
  };
}
