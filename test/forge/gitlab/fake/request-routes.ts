import { FakeRefusal, invalid, type FakeAnswer } from './answer.ts';
import { paged, PAGING, requestOf, shown, type FakeContext, type FakeRoute } from './context.ts';
import { requireDeveloper } from './people.ts';
import { runQuickActions } from './quick-actions.ts';
import { OWN_ID } from './repository.ts';
import { showRequest } from './show.ts';

const LONGEST_TITLE = 255;

export const REQUEST_ROUTES: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: /^\/merge_requests$/,
    query: {
      ...PAGING,
      source_branch: /./,
      target_branch: /./,
      state: /^(?:all|opened|closed|merged|locked)$/,
      order_by: /^(?:created_at|updated_at|title)$/,
      sort: /^(?:asc|desc)$/,
    },
    handle: listRequests,
  },
  {
    method: 'POST',
    path: /^\/merge_requests$/,
    fields: {
      source_branch: 'string',
      target_branch: 'string',
      title: 'string',
      'description?': 'string',
      'remove_source_branch?': 'boolean',
    },
    handle: openRequest,
  },
  {
    method: 'GET',
    path: /^\/merge_requests\/(\d+)$/,
    handle: (context, number) => shown(context, requestOf(context, number)),
  },
  {
    method: 'PUT',
    path: /^\/merge_requests\/(\d+)$/,
    fields: { 'title?': 'string', 'description?': 'string', 'state_event?': 'string' },
    handle: editRequest,
  },
  {
    method: 'POST',
    path: /^\/merge_requests\/(\d+)\/notes$/,
    fields: { body: 'string' },
    handle(context, number) {
      const body = runQuickActions(context, String(context.body['body']));
      requestOf(context, number).notes.push(body);
      return { status: 201, body: { id: 1, body } };
    },
  },
];

function listRequests(context: FakeContext): FakeAnswer {
  const { repository, query } = context;
  const [branch, base, state = 'all'] = ['source_branch', 'target_branch', 'state'].map((name) => query.get(name));
  const found = repository.requests.filter(
    (one) =>
      (branch === null || one.branch === branch) &&
      (base === null || one.base === base) &&
      (state === 'all' || state === null || one.state === state),
  );
  const ordered = query.get('sort') === 'asc' ? found : found.toReversed();
  return paged(
    context,
    ordered.map((request) => showRequest(repository, request, false)),
  );
}

function openRequest(context: FakeContext): FakeAnswer {
  const { repository, body, token } = context;
  requireDeveloper(token);
  const [branch, base, title] = ['source_branch', 'target_branch', 'title'].map((name) => String(body[name]));
  if (branch === undefined || base === undefined || title === undefined)
    throw new FakeRefusal(400, 'a field is missing');
  if (branch === base) throw new FakeRefusal(422, ["You can't use same project/branch for source and target"]);
  if (!repository.branches.has(base)) throw invalid('target_branch', 'does not exist');
  if (!repository.knows(branch)) throw invalid('source_branch', 'does not exist');
  checkTitle(title);
  const there = repository.requests.find(
    (one) => one.branch === branch && one.base === base && one.state === 'opened' && one.from === OWN_ID,
  );
  if (there !== undefined)
    throw new FakeRefusal(409, [`Another open merge request already exists for this source branch: !${there.number}`]);
  const description = runQuickActions(context, String(body['description'] ?? ''));
  const removesBranch = body['remove_source_branch'] === true;
  return shown(context, repository.addRequest(branch, base, { title, description, removesBranch }), 201);
}

function editRequest(context: FakeContext, number?: string): FakeAnswer {
  requireDeveloper(context.token);
  const request = requestOf(context, number);
  const { title, description, state_event: event } = context.body;
  if (title === undefined && description === undefined && event === undefined)
    throw new FakeRefusal(400, 'title, description, state_event are missing, at least one parameter must be provided');
  if (typeof title === 'string') {
    checkTitle(title);
    request.title = title;
  }
  if (typeof description === 'string') request.description = runQuickActions(context, description);
  if (event !== undefined && event !== 'close') context.violate(`there is no state_event '${String(event)}'`);
  // What is closed or merged stays so, and that is no error.
  if (event === 'close' && request.state === 'opened') request.state = 'closed';
  return shown(context, request);
}

function checkTitle(title: string): void {
  if (title === '') throw invalid('title', "can't be blank");
  if (title.length > LONGEST_TITLE) throw invalid('title', `is too long (maximum is ${LONGEST_TITLE} characters)`);
}
