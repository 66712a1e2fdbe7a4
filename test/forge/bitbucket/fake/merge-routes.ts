import { FakeRefusal, notFound, type FakeAnswer } from './answer.ts';
import { pullOf, type FakeContext, type FakeRoute } from './context.ts';
import type { FakePull } from './repository.ts';
import { showPull } from './show.ts';

const TASK = 'b2f6-11';
const STRATEGIES = new Set([
  'merge_commit',
  'squash',
  'fast_forward',
  'squash_fast_forward',
  'rebase_fast_forward',
  'rebase_merge',
]);

export const MERGE_ROUTES: readonly FakeRoute[] = [
  {
    method: 'POST',
    path: /^\/pullrequests\/(\d+)\/merge$/,
    scope: 'pullrequest:write',
    fields: { 'message?': 'string', 'close_source_branch?': 'boolean', 'merge_strategy?': 'string' },
    handle(context, number) {
      const pull = pullOf(context, number);
      checkMergeable(context, pull);
      const { repository, body } = context;
      const closesBranch = body['close_source_branch'] === true;
      const { mergeTakes, hasTasks } = repository.settings;
      if (mergeTakes !== undefined) {
        repository.merging = { pull, left: mergeTakes, closesBranch };
        const location = `${context.address}/task-status/${TASK}`;
        return hasTasks ? { status: 202, headers: { location } } : { status: 555, body: '<html>took too long</html>' };
      }
      if (repository.settings.hasQueue) pull.isQueued = true;
      else repository.merge(pull, closesBranch);
      return merged(context, pull);
    },
  },
  {
    method: 'GET',
    path: /^\/pullrequests\/(\d+)\/merge\/task-status\/([\w-]+)$/,
    scope: 'pullrequest',
    handle(context, number, task) {
      if (task !== TASK) throw notFound();
      const { repository } = context;
      repository.goOn();
      if (repository.merging !== undefined) return { status: 200, body: { task_status: 'PENDING', links: {} } };
      if (repository.settings.mergeFails !== undefined) throw new FakeRefusal(400, repository.settings.mergeFails);
      const { body } = merged(context, pullOf(context, number));
      return { status: 200, body: { task_status: 'SUCCESS', links: {}, merge_result: body } };
    },
  },
];

function checkMergeable({ repository, body, violate }: FakeContext, pull: FakePull): void {
  const { settings } = repository;
  if (pull.state !== 'OPEN') throw new FakeRefusal(400, 'This pull request is already closed.');
  if (settings.restrictsMerges)
    throw new FakeRefusal(403, "You don't have permission to merge pull requests into this branch.");
  const strategy = String(body['merge_strategy'] ?? 'merge_commit');
  if (!STRATEGIES.has(strategy)) violate(`there is no merge strategy '${strategy}'`);
  if (!settings.strategies.includes(strategy))
    throw new FakeRefusal(400, `The merge strategy ${strategy} is not allowed.`);
  if (settings.unmet.length > 0)
    throw new FakeRefusal(400, `${settings.unmet.length} failed merge check`, {
      fields: { merge_checks: settings.unmet },
    });
  if (settings.hasConflicts) throw new FakeRefusal(409, 'Conflicts during merge.');
  if (settings.raced > 0) {
    settings.raced -= 1;
    throw new FakeRefusal(409, 'The destination branch was updated during the merge.');
  }
}

function merged({ repository }: FakeContext, pull: FakePull): FakeAnswer {
  return { status: 200, body: showPull(repository, pull, { isWhole: true }) };
}
