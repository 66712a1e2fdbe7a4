import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import { encodeBranch, type GiteaAnswer, type GiteaApi } from './gitea-api.ts';
import { readMergeStyle } from './merge-style.ts';
import { waitUntil } from '../wait-until.ts';

/** What goes with every merge: https://docs.gitea.com/api, `repoMergePullRequest`. */
export interface MergeRequest {
  readonly Do: string;
  readonly head_commit_id: string;
  readonly delete_branch_after_merge: true;
  readonly merge_when_checks_succeed?: true;
}

/**
 * Merges one now, and removes its branch.
 *
 * @returns undefined where it is merged, else why not
 */
export async function mergePullRequest(
  api: GiteaApi,
  pullRequest: PullRequest,
  head: string,
): Promise<{ readonly why: string } | undefined> {
  const { number, branch } = pullRequest;
  const style = await readMergeStyle(api);
  const answer = await askToMerge(api, number, head, {
    Do: style,
    head_commit_id: head,
    delete_branch_after_merge: true,
  });
  if (answer !== 'merged' && 'why' in answer) return answer;
  await removeBranch(api, branch, head);
  return undefined;
}

/**
 * Asks for a merge until there is an answer that will last: while Gitea looks for conflicts, which it does anew whenever the base or the
 * head has changed, it says `Please try again later`, as it does where there are some.
 */
export async function askToMerge(
  api: GiteaApi,
  number: number,
  head: string,
  request: MergeRequest,
): Promise<GiteaAnswer | 'merged' | { readonly why: string }> {
  let refusal = '';
  const answer = await waitUntil(api.clock, async () => {
    const pull = await api.readPull(number);
    const objection = objectionTo(pull, head);
    if (objection !== undefined) return { why: objection };
    if (pull.at('merged').isTrue) return 'merged' as const;
    const given = await send(api, number, request);
    if (given.status < 300) return given;
    if (given.body.at('Style').isThere) return { why: 'it has conflicts with its base' };
    refusal = given.words;
    return isPassing(given) ? undefined : { why: refusal };
  });
  if (answer !== undefined) return answer;
  return { why: `it has conflicts with its base, or the host still looks for them (${refusal})` };
}

function objectionTo(pull: AnswerReader, head: string): string | undefined {
  const present = pull.at('head', 'sha').text;
  if (present !== head) return `its head is ${present}, and not ${head}`;
  const isOpen = pull.at('state').text === 'open' || pull.at('merged').isTrue;
  return isOpen ? undefined : 'it is closed';
}

/** 404: it was closed. 405: a rule is against it. 409: its head is another, or conflicts, or somebody else pushed to the base just then. */
function send(api: GiteaApi, number: number, body: MergeRequest): Promise<GiteaAnswer> {
  return api.ask({
    method: 'POST',
    path: `/pulls/${number}/merge`,
    body,
    what: `merge pull request ${number}`,
    accept: [404, 405, 409],
  });
}

/** What is asked again, after another look at the pull request. */
function isPassing({ status, words }: GiteaAnswer): boolean {
  return status === 404 || /try again later|already merged|out of date/i.test(words);
}

/** The branch of what is merged; older hosts leave it. It stays where something was pushed to it since, or where the token may not remove it. */
async function removeBranch(api: GiteaApi, branch: string, head: string): Promise<void> {
  const path = `/branches/${encodeBranch(branch)}`;
  const what = `remove branch '${branch}'`;
  const { status, body } = await api.ask({ method: 'GET', path, what, accept: [403, 404] });
  if (status !== 200 || body.at('commit', 'id').text !== head) return;
  await api.ask({ method: 'DELETE', path, what, accept: [403, 404, 409] });
}
