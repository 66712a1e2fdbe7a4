import { mergeStateOf } from './merge-state.ts';
import type { FakePull, FakeState } from './state.ts';

export interface DescribeContext {
  readonly state: FakeState;
  readonly project: string;
  readonly isGitBucket: boolean;
}

/** A pull request as the REST API gives it: in a list without what is computed for one alone. */
export function describePull(pull: FakePull, context: DescribeContext, isAlone: boolean): object {
  const { project, state, isGitBucket } = context;
  const [owner] = project.split('/');
  const base = {
    number: pull.number,
    id: 1000 + pull.number,
    node_id: nodeId(pull.number),
    html_url: `https://github.example.com/${project}/pull/${pull.number}`,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    user: { login: 'kumiki-bot' },
    head: {
      ref: pull.branch,
      sha: pull.head,
      label: `${pull.from?.split('/')[0] ?? 'ghost'}:${pull.branch}`,
      repo: pull.from === undefined ? null : { full_name: pull.from },
    },
    base: {
      ref: pull.base,
      sha: state.branches.get(pull.base),
      label: `${owner}:${pull.base}`,
      repo: { full_name: project },
    },
  };
  // GitBucket leaves out what is not there, and computes nothing.
  if (isGitBucket)
    return { ...base, merged: pull.merged, ...(pull.merged ? { merged_at: '2026-01-01T12:00:00Z' } : {}) };
  const described = {
    ...base,
    merged_at: pull.merged ? '2026-01-01T12:00:00Z' : null,
    auto_merge: pull.autoMerge ? { enabled_by: { login: 'kumiki-bot' }, merge_method: 'merge' } : null,
  };
  if (!isAlone) return described;
  const mergeState = pull.state === 'open' ? mergeStateOf(pull, state) : 'unknown';
  const mergeable = mergeState === 'unknown' ? null : mergeState !== 'dirty';
  return { ...described, merged: pull.merged, mergeable, mergeable_state: mergeState };
}

export function nodeId(number: number): string {
  return `PR_${number}`;
}
