import { FakeRefusal, notFound } from './answer.ts';
import { paged, pullOf, type FakeRoute } from './context.ts';
import { MERGE_ROUTES } from './merge-routes.ts';
import { PULL_ROUTES } from './pull-routes.ts';
import { showBranch, showRepository, showReview } from './show.ts';

const PAGING = ['limit', 'page'];

/** The first that fits is meant. */
export const ROUTES: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: /^$/,
    scope: 'repository',
    handle: ({ repository }) => ({ status: 200, body: showRepository(repository) }),
  },
  {
    method: 'GET',
    path: /^\/branches\/(.+)$/,
    scope: 'repository',
    handle({ repository }, name = '') {
      if (!repository.knows(name)) throw notFound();
      return { status: 200, body: showBranch(repository, name) };
    },
  },
  {
    method: 'DELETE',
    path: /^\/branches\/(.+)$/,
    scope: 'repository',
    handle({ repository }, name = '') {
      if (!repository.branches.delete(name)) throw notFound();
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/commits\/([0-9a-f]{40})\/status$/,
    scope: 'repository',
    query: PAGING,
    handle(context, commit = '') {
      const { body } = paged(context, context.repository.latestStatuses(commit));
      // An empty list is null there.
      return {
        status: 200,
        body: { state: 'pending', statuses: Array.isArray(body) && body.length > 0 ? body : null },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/reviews$/,
    scope: 'repository',
    query: PAGING,
    handle: (context, number) => paged(context, context.repository.reviewsOf(pullOf(context, number)).map(showReview)),
  },
  {
    method: 'POST',
    path: /^\/pulls\/(\d+)\/reviews\/(\d+)\/dismissals$/,
    scope: 'repository',
    fields: { message: 'string', priors: 'boolean' },
    handle(context, number, id) {
      if (context.token.role !== 'admin') throw new FakeRefusal(403, 'Must be repo admin');
      const review = pullOf(context, number).reviews.find((one) => one.id === Number(id));
      if (review === undefined) throw notFound();
      review.dismissed = true;
      return { status: 200, body: showReview(review) };
    },
  },
  ...MERGE_ROUTES,
  // Its last one fits whatever begins alike.
  ...PULL_ROUTES,
];
