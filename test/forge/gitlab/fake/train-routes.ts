import { FakeRefusal, notFound, unauthorized, type FakeAnswer } from './answer.ts';
import { requestOf, type FakeContext, type FakeRoute } from './context.ts';
import { canWait } from './merge-routes.ts';
import { hasPipelineAtRest, mergeStatusOf } from './merge-status.ts';
import type { FakeMergeRequest } from './repository.ts';

const PATH = /^\/merge_trains\/merge_requests\/(\d+)$/;

/** https://docs.gitlab.com/api/merge_trains, in the order of GitLab's ee/lib/api/merge_trains.rb. */
export const TRAIN_ROUTES: readonly FakeRoute[] = [
  {
    method: 'GET',
    path: PATH,
    handle(context, number) {
      requireTrains(context);
      const request = requestOf(context, number);
      if (request.train === undefined) throw notFound('Merge Train Merge Request');
      return { status: 200, body: showCar(request) };
    },
  },
  {
    method: 'POST',
    path: PATH,
    // GitLab itself can do without the commit; we must not.
    fields: { sha: 'string', 'when_pipeline_succeeds?': 'boolean', 'auto_merge?': 'boolean' },
    handle: joinTrain,
  },
];

function joinTrain(context: FakeContext, number?: string): FakeAnswer {
  const { repository, body, token } = context;
  requireTrains(context);
  const request = requestOf(context, number);
  if (body['sha'] !== request.head)
    throw new FakeRefusal(409, `SHA does not match HEAD of source branch: ${request.head}`);
  const waits = body['auto_merge'] === true;
  if (waits !== (body['when_pipeline_succeeds'] === true)) context.violate('an old one would not understand it');
  if (token.role !== 'developer') throw unauthorized();
  if (request.isArmed) throw new FakeRefusal(409, 'Merge request is already set to Auto-Merge');
  if (!repository.hasTrains) throw new FakeRefusal(400, 'Merge trains are not enabled for this project');
  if (repository.settings.ignored > 0) {
    repository.settings.ignored -= 1;
    return { status: 202, body: [] };
  }
  if (waits && canWait(context, request)) {
    request.isArmed = true;
    return { status: 202, body: [] };
  }
  const isReady = mergeStatusOf(repository, request) === 'mergeable' && hasPipelineAtRest(repository, request);
  if (!isReady || (waits && repository.settings.isTrainOld)) throw new FakeRefusal(400, 'Failed to merge');
  Object.assign(request, { isArmed: true, train: 'fresh' });
  return { status: 201, body: [showCar(request)] };
}

function requireTrains({ repository, token }: FakeContext): void {
  if (repository.settings.tier === 'free' || token.role === 'guest') throw new FakeRefusal(403, '403 Forbidden');
}

function showCar({ train, base, number }: FakeMergeRequest): object {
  return { id: 1, status: train, target_branch: base, merge_request: { iid: number } };
}
