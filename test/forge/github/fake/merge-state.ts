import type { FakePull, FakeReview, FakeState } from './state.ts';

/** GitHub's own name for whether something can be merged: https://docs.github.com/graphql/reference/enums#mergestatestatus. */
export type MergeState = 'unknown' | 'draft' | 'dirty' | 'blocked' | 'unstable' | 'clean';

export function mergeStateOf(pull: FakePull, state: FakeState): MergeState {
  if (pull.unknownFor > 0) return 'unknown';
  if (pull.draft) return 'draft';
  if (pull.conflicts) return 'dirty';
  if (whyBlocked(pull, state) !== undefined) return 'blocked';
  return reportsOf(pull, state).every(({ state: one }) => one === 'success') ? 'clean' : 'unstable';
}

/** What a rule of the base branch still waits for. */
export function whyBlocked(pull: FakePull, state: FakeState): string | undefined {
  const { requiredApprovals, requiredChecks } = state.settings;
  const verdicts = latestVerdicts(pull.reviews);
  const approvals = verdicts.filter((review) => review.state === 'APPROVED').length;
  if (verdicts.some((review) => review.state === 'CHANGES_REQUESTED') || approvals < requiredApprovals)
    return `At least ${requiredApprovals} approving review is required by reviewers with write access.`;
  const reports = reportsOf(pull, state);
  const missing = requiredChecks.find(
    (context) => !reports.some((report) => report.context === context && report.state === 'success'),
  );
  return missing === undefined ? undefined : `Required status check "${missing}" is expected.`;
}

function latestVerdicts(reviews: readonly FakeReview[]): readonly FakeReview[] {
  return [...new Map(reviews.filter(({ state }) => state !== 'COMMENTED').map((one) => [one.user, one])).values()];
}

function reportsOf(pull: FakePull, { statuses, checkRuns }: FakeState): readonly { context: string; state: string }[] {
  const latest = new Map((statuses.get(pull.head) ?? []).map((status) => [status.context, status.state as string]));
  for (const { name, conclusion } of checkRuns.get(pull.head) ?? []) latest.set(name, conclusion ?? 'pending');
  return [...latest].map(([context, one]) => ({ context, state: one }));
}
