import { FakeRefusal, notFound, type FakeAnswer } from './answer.ts';
import type { FakePull } from './repository.ts';
import { paged, pullOf, type FakeContext, type FakeRoute } from './context.ts';

const MERGE = /^\/pulls\/(\d+)\/merge$/;

const MERGE_ROUTE: FakeRoute = {
  method: 'POST',
  path: MERGE,
  scope: 'repository',
  fields: {
    Do: 'string',
    head_commit_id: 'string',
    delete_branch_after_merge: 'boolean',
    merge_when_checks_succeed: 'boolean',
  },
  handle(context, number) {
    const pull = pullOf(context, number);
    const isScheduled = context.body['merge_when_checks_succeed'] === true;
    checkMergeable(context, pull, isScheduled);
    if (isScheduled) {
      const answer = schedule(context, pull);
      if (answer !== undefined) return answer;
    }
    return merge(context, pull);
  },
};

export const MERGE_ROUTES: readonly FakeRoute[] = [
  MERGE_ROUTE,
  {
    method: 'DELETE',
    path: MERGE,
    scope: 'repository',
    handle(context, number) {
      const pull = pullOf(context, number);
      const { user, role } = context.token;
      if (pull.armedBy === undefined) throw notFound();
      if (pull.armedBy !== user && role !== 'admin')
        throw new FakeRefusal(403, 'user has no permission to cancel the scheduled auto merge');
      pull.armedBy = undefined;
      pull.timeline.push('pull_cancel_scheduled_merge');
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/issues\/(\d+)\/timeline$/,
    scope: 'issue',
    query: ['limit', 'page'],
    handle(context, number) {
      const { body } = paged(
        context,
        pullOf(context, number).timeline.map((type) => ({ type })),
      );
      const items = Array.isArray(body) ? body : [];
      // Its total is that of the page, and an empty page is null.
      const headers = { 'x-total-count': String(items.length) };
      return { status: 200, body: items.length > 0 ? items : null, headers };
    },
  },
];

function checkMergeable({ repository, token }: FakeContext, pull: FakePull, isScheduled: boolean): void {
  if (pull.merged) throw new FakeRefusal(405, 'The PR is already merged');
  if (pull.state === 'closed') throw notFound();
  if (token.role === 'read') throw new FakeRefusal(405, 'User not allowed to merge PR');
  if (/^WIP:/i.test(pull.title)) throw new FakeRefusal(405, 'Work in progress PRs cannot be merged');
  if (pull.checking > 0 || pull.conflicts === 'noticed') {
    pull.checking = Math.max(0, pull.checking - 1);
    throw new FakeRefusal(405, 'Please try again later');
  }
  const objection = repository.objectionTo(pull);
  if (objection !== undefined && !isScheduled) throw new FakeRefusal(405, objection);
}

/** Nothing compares the head here. */
function schedule({ repository, token }: FakeContext, pull: FakePull): FakeAnswer | undefined {
  const latest = repository.latestStatuses(pull.head);
  const isGreen = latest.length > 0 && latest.every(({ status }) => status === 'success');
  if (repository.kind === 'gitea-1.21' && isGreen) return undefined;
  if (pull.armedBy !== undefined)
    throw new FakeRefusal(409, `pull request is already scheduled to auto merge when checks succeed [pull_id: 1]`);
  pull.armedBy = token.user;
  pull.timeline.push('pull_scheduled_merge');
  // The others wait for the next status or approval.
  if (repository.kind === 'gitea') repository.settle();
  return { status: 201 };
}

function merge({ repository, body }: FakeContext, pull: FakePull): FakeAnswer {
  const style = String(body['Do']);
  if (!repository.mergeStyles.includes(style))
    throw new FakeRefusal(405, `${style} is not allowed an allowed merge style for this repository`);
  if (pull.conflicts === 'unnoticed') {
    pull.conflicts = 'noticed';
    return {
      status: 409,
      body: { Style: style, StdOut: 'CONFLICT (add/add): Merge conflict in pins.json', StdErr: '' },
    };
  }
  if (body['head_commit_id'] !== pull.head) throw new FakeRefusal(409, 'head out of date');
  repository.merge(pull, body['delete_branch_after_merge'] === true);
  return { status: 200 };
}
