import { findPull, type RouteContext } from './pull-routes.ts';
import { PAGING, pageOf } from './paging.ts';
import { FakeRefusal, notFound, type FakeAnswer, type FakeRequest } from './request.ts';
import type { FakeReview } from './state.ts';

/** https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request, the oldest first */
export function listReviews(request: FakeRequest, context: RouteContext, number: string): FakeAnswer {
  context.violations.checkQuery(request, PAGING);
  return pageOf(findPull(context, number).reviews.map(describeReview), request);
}

/** https://docs.github.com/rest/pulls/reviews#dismiss-a-review-for-a-pull-request */
export function dismissReview(request: FakeRequest, context: RouteContext, number: string, id: string): FakeAnswer {
  const pull = findPull(context, number);
  const { message } = context.violations.fieldsOf(request, {
    required: { message: 'string' },
    optional: { event: 'string' },
  });
  const review = pull.reviews.find((one) => String(one.id) === id);
  if (review === undefined) throw notFound();
  if (!context.state.settings.mayDismiss) throw new FakeRefusal(403, 'Must have admin rights to Repository.');
  if (review.state === 'DISMISSED' || review.state === 'COMMENTED')
    throw new FakeRefusal(422, 'Unprocessable Entity', {
      errors: [`Can not dismiss a ${review.state.toLowerCase()} pull request review`],
    });
  review.state = 'DISMISSED';
  review.message = String(message);
  return { status: 200, body: describeReview(review) };
}

function describeReview({ id, user, state, commit }: FakeReview): object {
  const submitted = '2026-01-01T12:00:00Z';
  return { id, user: { login: user }, body: '', state, commit_id: commit, submitted_at: submitted };
}
