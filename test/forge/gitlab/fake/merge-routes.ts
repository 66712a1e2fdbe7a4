import { FakeRefusal, unauthorized, type FakeAnswer } from './answer.ts';
import { requestOf, shown, type FakeContext, type FakeRoute } from './context.ts';
import { hasActivePipeline, isDraft, mergeStatusOf } from './merge-status.ts';
import type { FakeMergeRequest } from './repository.ts';

export const MERGE_ROUTES: readonly FakeRoute[] = [
  {
    method: 'PUT',
    path: /^\/merge_requests\/(\d+)\/merge$/,
    // GitLab itself can do without the commit; we must not.
    fields: {
      sha: 'string',
      'should_remove_source_branch?': 'boolean',
      'merge_when_pipeline_succeeds?': 'boolean',
      'auto_merge?': 'boolean',
    },
    handle: mergeRequest,
  },
  {
    method: 'POST',
    path: /^\/merge_requests\/(\d+)\/cancel_merge_when_pipeline_succeeds$/,
    handle(context, number) {
      if (context.token.role !== 'developer') throw unauthorized();
      const request = requestOf(context, number);
      // It answers with what its service returns, whatever that is.
      if (!request.isArmed || context.repository.settings.isStuck)
        return {
          status: 201,
          body: { message: "Can't cancel the automatic merge", status: 'error', http_status: 406 },
        };
      Object.assign(request, { isArmed: false, train: undefined });
      return { status: 201, body: { status: 'success' } };
    },
  },
];

/** In the order of GitLab's lib/api/merge_requests.rb. */
function mergeRequest(context: FakeContext, number?: string): FakeAnswer {
  const { repository, body, token } = context;
  const { settings } = repository;
  const request = requestOf(context, number);
  if (token.role !== 'developer') throw unauthorized();
  if (body['sha'] !== request.head)
    throw new FakeRefusal(409, `SHA does not match HEAD of source branch: ${request.head}`);
  // Asking for it is what has it looked at.
  if (settings.isLazy) request.checking = 0;
  if (body['should_remove_source_branch'] === true) request.removesBranch = true;
  const isAuto = body['auto_merge'] === true;
  if (isAuto !== (body['merge_when_pipeline_succeeds'] === true)) context.violate('an old one would not understand it');
  if (repository.hasTrains) return passByTrain(context, request, isAuto);
  if (isAuto && canWait(context, request)) {
    request.isArmed = true;
    return shown(context, request);
  }
  // By itself it merges nothing whose pipeline is not green, also where that is optional.
  const isRed = isAuto && (repository.pipelines.get(request.head ?? '') ?? 'success') !== 'success';
  if (isRed || mergeStatusOf(repository, request) !== 'mergeable') throw new FakeRefusal(405, '405 Method Not Allowed');
  if (settings.raced > 0) {
    settings.raced -= 1;
    throw cannotBeMerged(context);
  }
  if (settings.mergeError !== undefined) {
    request.mergeError = settings.mergeError;
    throw cannotBeMerged(context);
  }
  repository.merge(request);
  return shown(context, request);
}

/** Before 19.1, and before trains can be enforced. */
function passByTrain(context: FakeContext, request: FakeMergeRequest, isAuto: boolean): FakeAnswer {
  const { repository } = context;
  context.violate('it passes by the merge train');
  const isGreen = !isAuto || repository.pipelines.get(request.head ?? '') === 'success';
  if (!isGreen || mergeStatusOf(repository, request) !== 'mergeable')
    throw new FakeRefusal(405, '405 Method Not Allowed');
  repository.merge(request);
  return shown(context, request);
}

/** Also what a merge train waits for before it is joined. */
export function canWait({ repository }: FakeContext, request: FakeMergeRequest): boolean {
  const { objection, waitsForObjection } = repository.settings;
  // What is armed already is not armed again.
  if (request.state !== 'opened' || request.checking > 0 || request.isArmed || isDraft(request)) return false;
  if (objection !== undefined) return objection !== 'conflict' && waitsForObjection;
  return hasActivePipeline(repository, request);
}

function cannotBeMerged({ repository }: FakeContext): FakeRefusal {
  return new FakeRefusal(repository.settings.isOld ? 406 : 422, 'Branch cannot be merged');
}
