import { FakeRefusal, notFound } from './answer.ts';
import { paged, type FakeRoute } from './context.ts';
import { MERGE_ROUTES } from './merge-routes.ts';
import { PULL_ROUTES } from './pull-routes.ts';
import { showStatus } from './show.ts';

const BRANCH = /^\/refs\/branches\/(.+)$/;

export const ROUTES: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: /^\/commit\/([0-9a-f]{7,40})$/,
    scope: 'repository',
    query: { fields: /^hash$/ },
    handle({ repository }, short = '') {
      const hash = [...repository.commits].find((commit) => commit.startsWith(short));
      if (hash === undefined) throw new FakeRefusal(404, `Commit not found`);
      return { status: 200, body: { hash } };
    },
  },
  {
    method: 'GET',
    path: /^\/commit\/([0-9a-f]{40})\/statuses$/,
    scope: 'repository',
    query: { pagelen: /^\d{1,2}$/, page: /^\d+$/ },
    handle(context, commit) {
      const found = context.repository.statuses.filter((status) => status.commit === commit);
      return paged(context, found.map(showStatus));
    },
  },
  {
    method: 'GET',
    path: BRANCH,
    scope: 'repository',
    handle({ repository }, name = '') {
      const hash = repository.branches.get(name);
      if (hash === undefined) throw notFound();
      return { status: 200, body: { type: 'branch', name, target: { type: 'commit', hash } } };
    },
  },
  {
    method: 'DELETE',
    path: BRANCH,
    scope: 'repository:write',
    handle({ repository }, name = '') {
      if (!repository.branches.delete(name)) throw notFound();
      return { status: 204 };
    },
  },
  ...MERGE_ROUTES,
  ...PULL_ROUTES,
];
