import { describePull, type DescribeContext } from './describe-pull.ts';
import { PAGING, pageOf } from './paging.ts';
import type { FakeRepository } from './repository.ts';
import { FakeRefusal, invalid, notFound, type FakeAnswer, type FakeRequest } from './request.ts';
import type { FakePull } from './state.ts';
import type { Violations } from './strict.ts';

export interface RouteContext extends DescribeContext {
  readonly repository: FakeRepository;
  readonly violations: Violations;
}

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests */
export function listPulls(request: FakeRequest, context: RouteContext): FakeAnswer {
  const { query } = request;
  context.violations.checkQuery(request, {
    ...PAGING,
    state: /^(?:open|closed|all)$/,
    head: /^[^:]+:.+$/,
    base: /./,
    sort: /^(?:created|updated|popularity|long-running)$/,
    direction: /^(?:asc|desc)$/,
  });
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const found = context.state.pulls.filter((pull) => state === 'all' || pull.state === state);
  if (context.isGitBucket) return gitBucketPage(found, request, context);
  const matching = found.filter(
    (pull) =>
      (head === null || `${pull.from?.split('/')[0] ?? 'ghost'}:${pull.branch}` === head) &&
      (base === null || pull.base === base),
  );
  const sorted = (query.get('direction') ?? 'desc') === 'asc' ? matching : matching.toReversed();
  return pageOf(
    sorted.map((pull) => describePull(pull, context, false)),
    request,
  );
}

/** It filters by nothing but the state, has 25 on a page, and names no next one. */
function gitBucketPage(found: readonly FakePull[], request: FakeRequest, context: RouteContext): FakeAnswer {
  const from = (Number(request.query.get('page') ?? 1) - 1) * 25;
  const page = found.toReversed().slice(from, from + 25);
  return { status: 200, body: page.map((pull) => describePull(pull, context, false)) };
}

/** https://docs.github.com/rest/pulls/pulls#create-a-pull-request */
export function createPull(request: FakeRequest, context: RouteContext): FakeAnswer {
  const { repository, state } = context;
  const fields = context.violations.fieldsOf(request, {
    required: { title: 'string', head: 'string', base: 'string' },
    optional: { body: 'string', draft: 'boolean', maintainer_can_modify: 'boolean' },
  });
  const [head, base, title, body] = ['head', 'base', 'title', 'body'].map((name) => String(fields[name] ?? ''));
  if (head === undefined || base === undefined || title === undefined || body === undefined) throw notFound();
  checkText(title, body);
  const commit = state.branches.get(head);
  const baseCommit = state.branches.get(base);
  if (context.isGitBucket && (commit === undefined || baseCommit === undefined)) throw notFound();
  if (commit === undefined) throw invalid({ field: 'head', code: 'invalid' });
  if (baseCommit === undefined) throw invalid({ field: 'base', code: 'invalid' });
  const [owner] = context.project.split('/');
  const isThere = state.pulls.some((pull) => pull.state === 'open' && pull.branch === head && pull.base === base);
  if (!context.isGitBucket) {
    if (commit === baseCommit) throw invalid({ code: 'custom', message: `No commits between ${base} and ${head}` });
    if (isThere) throw invalid({ code: 'custom', message: `A pull request already exists for ${owner}:${head}.` });
  }
  const pull = repository.addPull(head, base, { title, body });
  return { status: context.isGitBucket ? 200 : 201, body: describePull(pull, context, true) };
}

/** https://docs.github.com/rest/pulls/pulls#get-a-pull-request */
export function getPull(request: FakeRequest, context: RouteContext, number: string): FakeAnswer {
  context.violations.checkQuery(request, {});
  const pull = findPull(context, number);
  const body = describePull(pull, context, true);
  pull.unknownFor = Math.max(0, pull.unknownFor - 1);
  return { status: 200, body };
}

/** https://docs.github.com/rest/pulls/pulls#update-a-pull-request */
export function updatePull(request: FakeRequest, context: RouteContext, number: string): FakeAnswer {
  const pull = findPull(context, number);
  const { title, body, state, base } = context.violations.fieldsOf(request, {
    optional: { title: 'string', body: 'string', state: 'string', base: 'string', maintainer_can_modify: 'boolean' },
  });
  checkText(String(title ?? ''), String(body ?? ''));
  if (state !== undefined && state !== 'open' && state !== 'closed') throw invalid({ field: 'state', code: 'invalid' });
  if (state === 'open' && pull.state === 'closed')
    throw invalid({ field: 'state', code: 'custom', message: 'state cannot be changed.' });
  if (typeof title === 'string') pull.title = title;
  if (typeof body === 'string') pull.body = body;
  if (typeof base === 'string') pull.base = base;
  if (state === 'closed' && pull.state === 'open') context.repository.close(pull);
  return { status: 200, body: describePull(pull, context, true) };
}

export function findPull({ state }: RouteContext, number: string): FakePull {
  const pull = state.pulls.find((one) => String(one.number) === number);
  if (pull === undefined) throw notFound();
  return pull;
}

function checkText(title: string, body: string): void {
  if (title.length > 256)
    throw invalid({ field: 'title', code: 'custom', message: 'title is too long (maximum is 256 characters)' });
  if (body.length > 65_536)
    throw new FakeRefusal(422, 'Validation Failed', {
      errors: [
        { resource: 'Issue', field: 'body', code: 'custom', message: 'body is too long (maximum is 65536 characters)' },
      ],
    });
}
