import { fieldsOf } from '../../../../lib/fields.ts';
import { FakeRefusal, invalid } from './answer.ts';
import { paged, pullOf, type FakeContext, type FakeRoute } from './context.ts';
import { parseQuery } from './query-language.ts';
import type { FakePull } from './repository.ts';
import { showPull } from './show.ts';

const QUERIED = ['source.branch.name', 'destination.branch.name', 'state'];
const STRATEGIES = /^\+destination\.branch\.default_merge_strategy,\+destination\.branch\.merge_strategies$/;
const NUMBER = /^\/pullrequests\/(\d+)$/;

export const PULL_ROUTES: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: /^\/pullrequests$/,
    scope: 'pullrequest',
    query: { q: /./, sort: /^-created_on$/, pagelen: /^(?:[1-9]|[1-4]\d|50)$/, page: /^\d+$/ },
    handle(context) {
      const { repository, query } = context;
      const matches = parseQuery(query.get('q') ?? 'state="OPEN"', QUERIED);
      const found = repository.pulls
        .filter(({ branch, base, state }) =>
          matches({ 'source.branch.name': branch, 'destination.branch.name': base, state }),
        )
        .toSorted((a, b) => b.created - a.created);
      return paged(
        context,
        found.map((pull) => showPull(repository, pull, { isWhole: false })),
      );
    },
  },
  {
    method: 'POST',
    path: /^\/pullrequests$/,
    scope: 'pullrequest:write',
    fields: {
      title: 'string',
      'description?': 'string',
      source: { branch: { name: 'string' } },
      destination: { branch: { name: 'string' } },
      'close_source_branch?': 'boolean',
    },
    handle(context) {
      const pull = create(context);
      return { status: 201, body: showPull(context.repository, pull, { isWhole: true }) };
    },
  },
  {
    method: 'GET',
    path: NUMBER,
    scope: 'pullrequest',
    query: { fields: STRATEGIES },
    handle(context, number) {
      context.repository.goOn();
      const withStrategies = context.query.has('fields');
      return {
        status: 200,
        body: showPull(context.repository, pullOf(context, number), { isWhole: true, withStrategies }),
      };
    },
  },
  {
    method: 'PUT',
    path: NUMBER,
    scope: 'pullrequest:write',
    fields: { title: 'string', 'description?': 'string', 'reviewers?': [{ uuid: 'string' }] },
    handle(context, number) {
      const pull = pullOf(context, number);
      if (pull.state !== 'OPEN') throw new FakeRefusal(400, 'This pull request is already closed.');
      const { title, description, reviewers = [] } = context.body;
      checkTitle(title);
      pull.title = String(title);
      pull.description = String(description ?? pull.description);
      // Those that are not named are taken off.
      pull.reviewers = (Array.isArray(reviewers) ? reviewers : []).map((one) =>
        String(fieldsOf(one)['uuid']).slice(1, -1),
      );
      return { status: 200, body: showPull(context.repository, pull, { isWhole: true }) };
    },
  },
  {
    method: 'POST',
    path: /^\/pullrequests\/(\d+)\/decline$/,
    scope: 'pullrequest:write',
    handle(context, number) {
      const pull = pullOf(context, number);
      if (pull.state !== 'OPEN') throw new FakeRefusal(400, 'This pull request is already closed.');
      pull.state = 'DECLINED';
      return { status: 200, body: showPull(context.repository, pull, { isWhole: true }) };
    },
  },
];

function create({ repository, body, token }: FakeContext): FakePull {
  const { title, description = '' } = body;
  const [branch, base] = [branchIn(body['source']), branchIn(body['destination'])];
  checkTitle(title);
  for (const [field, name] of [
    ['source', branch],
    ['destination', base],
  ] as const)
    if (!repository.branches.has(name)) throw invalid(field, `branch not found: ${name}`);
  if (repository.branches.get(branch) === repository.branches.get(base))
    throw new FakeRefusal(400, 'There are no changes to be pulled');
  const there = repository.pulls.find(
    (pull) => pull.branch === branch && pull.base === base && pull.state === 'OPEN' && pull.from === repository.project,
  );
  const text = { title: String(title), description: String(description) };
  if (there === undefined || repository.settings.onSecond === 'another')
    return repository.addPull(branch, base, { ...text, author: token.user });
  if (repository.settings.onSecond === 'refused')
    throw new FakeRefusal(409, 'There is already an open pull request of this branch');
  return Object.assign(there, text);
}

function checkTitle(title: unknown): void {
  if (String(title).length > 255) throw invalid('title', 'Ensure this value has at most 255 characters');
}

function branchIn(place: unknown): string {
  const { name } = fieldsOf(fieldsOf(place)['branch']);
  return typeof name === 'string' ? name : '';
}
