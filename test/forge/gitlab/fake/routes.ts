import { FakeRefusal, notFound, unauthorized } from './answer.ts';
import { paged, PAGING, requestOf, type FakeRoute } from './context.ts';
import { MERGE_ROUTES } from './merge-routes.ts';
import { requireDeveloper } from './people.ts';
import { OWN_ID } from './repository.ts';
import { REQUEST_ROUTES } from './request-routes.ts';
import { showApprovals, showStatus } from './show.ts';
import { TRAIN_ROUTES } from './train-routes.ts';

const BRANCH = /^\/repository\/branches\/([^/]+)$/;

export const ROUTES: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: /^$/,
    handle({ repository: { project, settings, hasTrains } }) {
      const trains = settings.tier === 'free' ? {} : { merge_trains_enabled: hasTrains };
      return { status: 200, body: { id: OWN_ID, path_with_namespace: project, ...trains } };
    },
  },
  {
    method: 'GET',
    path: BRANCH,
    handle({ repository }, name = '') {
      const id = repository.branches.get(name);
      if (id === undefined) throw notFound('Branch');
      return { status: 200, body: { name, commit: { id } } };
    },
  },
  {
    method: 'DELETE',
    path: BRANCH,
    handle({ repository, token }, name = '') {
      requireDeveloper(token);
      if (!repository.branches.has(name)) throw notFound('Branch');
      if (repository.settings.isProtected) throw new FakeRefusal(403, '403 Forbidden');
      repository.branches.delete(name);
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/repository\/commits\/([0-9a-f]{40})\/statuses$/,
    query: PAGING,
    handle(context, commit) {
      const found = context.repository.statuses.filter((status) => status.commit === commit);
      return paged(context, found.map(showStatus));
    },
  },
  {
    method: 'GET',
    path: /^\/merge_requests\/(\d+)\/approvals$/,
    handle: (context, number) => ({ status: 200, body: showApprovals(requestOf(context, number)) }),
  },
  {
    method: 'PUT',
    path: /^\/merge_requests\/(\d+)\/reset_approvals$/,
    handle(context, number) {
      if (context.repository.settings.tier === 'free') throw notFound();
      const request = requestOf(context, number);
      if (!context.token.isBot || context.token.role !== 'developer' || request.state === 'merged')
        throw unauthorized();
      request.approvedBy.clear();
      return { status: 202 };
    },
  },
  {
    method: 'GET',
    path: /^\/repository\/commits\/([0-9a-f]{40})$/,
    handle({ repository }, commit) {
      const head = [...repository.pipelines.keys()].find((one) => repository.mergeOf(one) === commit);
      if (head === undefined) throw notFound('Commit');
      return { status: 200, body: { id: commit, parent_ids: [repository.branches.get('main'), head] } };
    },
  },
  ...MERGE_ROUTES,
  ...TRAIN_ROUTES,
  ...REQUEST_ROUTES,
];
