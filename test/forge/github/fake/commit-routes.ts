import { PAGING, pageOf } from './paging.ts';
import type { RouteContext } from './pull-routes.ts';
import { FakeRefusal, type FakeAnswer, type FakeRequest } from './request.ts';

/** https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference */
export function combinedStatus(request: FakeRequest, context: RouteContext, commit: string): FakeAnswer {
  context.violations.checkQuery(request, PAGING);
  checkCommit(commit);
  const latest = new Map((context.state.statuses.get(commit) ?? []).map((status) => [status.context, status]));
  const statuses = [...latest.values()].map((status) => ({ ...status, description: null, target_url: null }));
  return pageOf(statuses, request, (page) => ({
    state: 'pending',
    sha: commit,
    total_count: statuses.length,
    statuses: page,
  }));
}

/** https://docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference */
export function listCheckRuns(request: FakeRequest, context: RouteContext, commit: string): FakeAnswer {
  context.violations.checkQuery(request, {
    ...PAGING,
    filter: /^(?:latest|all)$/,
    status: /^(?:queued|in_progress|completed)$/,
    check_name: /./,
    app_id: /^\d+$/,
  });
  checkCommit(commit);
  const runs = (context.state.checkRuns.get(commit) ?? []).map(({ name, conclusion }, index) => ({
    id: index + 1,
    name,
    head_sha: commit,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
  }));
  return pageOf(runs, request, (page) => ({ total_count: runs.length, check_runs: page }));
}

/** https://docs.github.com/rest/git/refs#get-a-reference */
export function getBranch(request: FakeRequest, { state, violations }: RouteContext, branch: string): FakeAnswer {
  violations.checkQuery(request, {});
  const sha = state.branches.get(branch);
  if (sha === undefined) throw new FakeRefusal(404, 'Not Found');
  return { status: 200, body: { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } } };
}

/** https://docs.github.com/rest/git/refs#delete-a-reference */
export function removeBranch(_: FakeRequest, { state, repository }: RouteContext, branch: string): FakeAnswer {
  if (!state.branches.has(branch)) throw new FakeRefusal(422, 'Reference does not exist');
  repository.removeBranch(branch);
  return { status: 204 };
}

function checkCommit(commit: string): void {
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new FakeRefusal(422, `No commit found for SHA: ${commit}`);
}
