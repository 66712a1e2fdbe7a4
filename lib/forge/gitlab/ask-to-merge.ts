import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { isUndecided, reasonOf } from './merge-state.ts';
import { headOf } from './read-merge-request.ts';
import { waitUntil } from '../wait-until.ts';

export interface AskToMerge<T> {
  readonly head: string;
  readonly isAuto: boolean;
  /** What the state of a merge request says already; undefined where GitLab has to be asked. */
  readonly decide: (request: AnswerReader) => Promise<T | undefined>;
  /** Whether a refusal passes by itself in this state, besides those that say that GitLab is still looking. */
  readonly passes: (request: AnswerReader) => boolean;
}

/**
 * Asks for a merge until there is an answer that will last (https://docs.gitlab.com/api/merge_requests/#merge-a-merge-request): 405 where
 * it cannot be merged, also while GitLab is still looking, 406 the same of an older one, 409 where the head is another, 422 where merging
 * failed. The state is read before and after: an attempt whose answer was lost may have merged it.
 */
export async function askToMerge<T>(
  api: GitLabApi,
  pullRequest: PullRequest,
  { head, isAuto, decide, passes }: AskToMerge<T>,
): Promise<T | { readonly why: string }> {
  const { number, base } = pullRequest;
  let last = 'it is still looked at';
  const outcome = await waitUntil(api.clock, async () => {
    const before = await api.readMergeRequest(number);
    const decided = await decide(before);
    if (decided !== undefined) return decided;
    const objection = await objectionTo(api, before, pullRequest, head);
    if (objection !== undefined) return objection === 'wait' ? undefined : objection;
    const { status, words, body } = await api.ask({
      method: 'PUT',
      path: `/merge_requests/${number}/merge`,
      body: {
        sha: head,
        should_remove_source_branch: true,
        // Before GitLab 17.11 it had the first name only.
        ...(isAuto ? { merge_when_pipeline_succeeds: true, auto_merge: true } : {}),
      },
      what: `merge merge request !${number}`,
      accept: [401, 405, 406, 409, 422],
    });
    // The merge request was just read with the same token.
    if (status === 401) return { why: `the token may not merge into '${base}'` };
    const after = status < 300 ? body : await api.readMergeRequest(number);
    const settled = await decide(after);
    if (settled !== undefined || headOf(after) !== head) return settled;
    last = reasonOf(after, words);
    const isPassing = status < 300 || status === 409 || isUndecided(after) || passes(after);
    return isPassing ? undefined : { why: last };
  });
  return outcome ?? { why: last };
}

/** A head that was pushed a moment ago is not known to the merge request yet. `locked` is one that is being merged. */
async function objectionTo(
  api: GitLabApi,
  request: AnswerReader,
  { branch }: PullRequest,
  head: string,
): Promise<'wait' | { readonly why: string } | undefined> {
  const state = request.at('state').text;
  if (state === 'locked') return 'wait';
  if (state !== 'opened') return { why: 'it is closed' };
  const present = headOf(request);
  if (present === head) return undefined;
  const pushed = await api.readBranch(branch);
  if (pushed === head) return 'wait';
  const found = pushed ?? present;
  return { why: found === '' ? 'its branch is gone' : `its head is ${found}, and not ${head}` };
}
