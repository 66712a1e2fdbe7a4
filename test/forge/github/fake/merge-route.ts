import { mergeStateOf, whyBlocked } from './merge-state.ts';
import { findPull, type RouteContext } from './pull-routes.ts';
import { FakeRefusal, type FakeAnswer, type FakeRequest } from './request.ts';

const METHOD_WORDS = { merge: 'Merge commits', squash: 'Squash merges', rebase: 'Rebase merges' } as const;

/** https://docs.github.com/rest/pulls/pulls#merge-a-pull-request: 405 where it cannot be, 409 where the head is another. */
export function mergePull(request: FakeRequest, context: RouteContext, number: string): FakeAnswer {
  const { state, repository, isGitBucket } = context;
  const pull = findPull(context, number);
  const { sha, merge_method: method = 'merge' } = context.violations.fieldsOf(request, {
    optional: { sha: 'string', merge_method: 'string', commit_title: 'string', commit_message: 'string' },
  });
  if (sha === undefined) context.violations.add(request, 'a merge without the commit that was meant');
  if (method !== 'merge' && method !== 'squash' && method !== 'rebase')
    throw new FakeRefusal(422, 'Validation Failed', { errors: [{ field: 'merge_method', code: 'invalid' }] });
  if (pull.state === 'closed') throw new FakeRefusal(405, 'Pull Request is not mergeable');
  // GitBucket does not look at it.
  if (!isGitBucket && sha !== pull.head)
    throw new FakeRefusal(409, 'Head branch was modified. Review and try the merge again.');
  if (state.settings.mergeQueue) throw new FakeRefusal(405, 'Changes must be made through the merge queue');
  if (!state.settings.mergeMethods.includes(method))
    throw new FakeRefusal(405, `${METHOD_WORDS[method]} are not allowed on this repository.`);
  const mergeState = mergeStateOf(pull, state);
  if (mergeState === 'draft') throw new FakeRefusal(405, 'Pull Request is still a draft');
  if (mergeState === 'dirty' || mergeState === 'unknown') throw new FakeRefusal(405, 'Pull Request is not mergeable');
  if (mergeState === 'blocked') throw new FakeRefusal(405, whyBlocked(pull, state) ?? '');
  const commit = repository.merge(pull);
  return { status: 200, body: { sha: commit, merged: true, message: 'Pull Request successfully merged' } };
}
