import { FakeRefusal, notFound, type FakeAnswer } from './answer.ts';
import { paged, pullOf, requirePulls, shown, type FakeContext, type FakeRoute } from './context.ts';
import { showPull } from './show.ts';

export const PULL_ROUTES: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: /^\/pulls$/,
    scope: 'repository',
    query: ['limit', 'page', 'state'],
    handle(context) {
      const { repository, query, page } = context;
      requirePulls(repository);
      const chosen = repository.pulls.filter(({ state }) => state === query.get('state')).toReversed();
      return paged(
        context,
        chosen.map((pull) => showPull(repository, pull, page)),
      );
    },
  },
  {
    method: 'POST',
    path: /^\/pulls$/,
    scope: 'repository',
    fields: { title: 'string', head: 'string', base: 'string', body: 'string' },
    handle: openPull,
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)$/,
    scope: 'repository',
    handle: (context, number) => ({ status: 200, body: shown(context, pullOf(context, number)) }),
  },
  {
    method: 'PATCH',
    path: /^\/pulls\/(\d+)$/,
    scope: 'repository',
    fields: { title: 'string', body: 'string', state: 'string' },
    handle: editPull,
  },
  {
    method: 'GET',
    path: /^\/pulls\/([^/]+)\/(.+)$/,
    scope: 'repository',
    handle({ repository, page }, base, branch) {
      // There is no such address yet: a router that knows no JSON answers.
      if (repository.kind === 'gitea-1.21') return { status: 404, body: '404 page not found\n' };
      const pull = repository.pulls.find((one) => one.branch === branch && one.base === base && !one.isOfFork);
      if (pull === undefined) throw notFound();
      return { status: 200, body: showPull(repository, pull, page) };
    },
  },
];

function openPull(context: FakeContext): FakeAnswer {
  const { repository, body, token } = context;
  requirePulls(repository);
  const { title, head, base, body: text } = body;
  if (head === base)
    throw new FakeRefusal(422, 'Invalid PullRequest: There are no changes between the head and the base');
  const [branch, into] = [String(head), String(base)];
  if (!repository.knows(branch) || !repository.branches.has(into)) throw notFound();
  const there = repository.pulls.find(
    (one) => one.branch === branch && one.base === into && one.state === 'open' && !one.isOfFork,
  );
  if (there !== undefined)
    throw new FakeRefusal(409, `pull request already exists for these targets [id: 1, issue_id: ${there.number}]`);
  const pull = repository.addPull({
    branch,
    base: into,
    poster: token.user,
    isOfFork: false,
    title: String(title),
    body: String(text),
    head: repository.branches.get(branch) ?? '',
  });
  return { status: 201, body: shown(context, pull) };
}

function editPull(context: FakeContext, number?: string): FakeAnswer {
  const pull = pullOf(context, number);
  const { title, body, state } = context.body;
  if (typeof title === 'string' && title !== '') pull.title = title;
  if (typeof body === 'string') pull.body = body;
  if (state === 'closed' || state === 'open') {
    if (pull.merged) throw new FakeRefusal(412, 'cannot change state of this pull request, it was already merged');
    pull.state = state;
  }
  return { status: 201, body: shown(context, pull) };
}
