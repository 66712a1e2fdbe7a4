import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import type { GitLabAnswer, GitLabApi } from './gitlab-api.ts';
import { isUndecided, reasonOf } from './merge-state.ts';
import { headOf } from './read-merge-request.ts';
import { waitUntil } from '../wait-until.ts';

export interface AskToMerge<T> {
  readonly head: string;
  /** What the state of a merge request says already; undefined where GitLab has to be asked. */
  readonly decide: (request: AnswerReader) => T | undefined;
  /** Asks GitLab. Its body is the merge request where it did not refuse. */
  readonly send: (request: AnswerReader) => Promise<GitLabAnswer | { readonly why: string }>;
  /** Whether a refusal passes by itself in this state, besides those that say that GitLab is still looking. */
  readonly passes: (request: AnswerReader) => Promise<boolean>;
  /** As of {@link waitUntil}. */
  readonly questions?: number | undefined;
}

/** Asks for a merge until there is an answer that will last. The state is read before and after: an attempt whose answer was lost may have merged it. */
export async function askToMerge<T>(
  api: GitLabApi,
  pullRequest: PullRequest,
  { head, decide, send, passes, questions }: AskToMerge<T>,
): Promise<T | { readonly why: string }> {
  const { number, base } = pullRequest;
  let last = 'it is still looked at';
  const ask = async (): Promise<T | { readonly why: string } | undefined> => {
    const before = await api.readMergeRequest(number);
    const decided = decide(before);
    if (decided !== undefined) return decided;
    const objection = await objectionTo(api, before, pullRequest, head);
    if (objection !== undefined) return objection === 'wait' ? undefined : objection;
    const answer = await send(before);
    if ('why' in answer) return answer;
    const { status, words, body } = answer;
    // The merge request was just read with the same token.
    if (status === 401) return { why: `the token may not merge into '${base}'` };
    const isAccepted = status < 300;
    const after = isAccepted ? body : await api.readMergeRequest(number);
    const settled = decide(after);
    if (settled !== undefined || headOf(after) !== head) return settled;
    last = reasonOf(after, isAccepted ? 'GitLab accepted it, and nothing came of it' : words);
    const isPassing = isAccepted || status === 409 || isUndecided(after) || (await passes(after));
    return isPassing ? undefined : { why: last };
  };
  return (await waitUntil(api.clock, ask, questions)) ?? { why: last };
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
