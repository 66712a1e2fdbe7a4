import type { AnswerReader } from '../../http/answer-reader.ts';
import { ownPause } from '../../http/limits.ts';
import type { PullRequest } from '../forge.ts';
import { encodeBranch, type GitHubApi } from './github-api.ts';
import { MERGE_METHODS } from './merge-methods.ts';

/** Others merge into the same base, and whether it can be merged is computed anew after each. */
const MOST_ATTEMPTS = 8;

/**
 * Merges one now, and removes its branch: https://docs.github.com/rest/pulls/pulls#merge-a-pull-request.
 *
 * @returns undefined where it is merged, else why not
 */
export async function mergePullRequest(
  api: GitHubApi,
  pullRequest: PullRequest,
  head: string,
): Promise<{ readonly why: string } | undefined> {
  const why = await whyNotMerged(api, pullRequest.number, head);
  if (why !== undefined) return { why };
  await removeBranch(api, pullRequest.branch, head);
  return undefined;
}

async function whyNotMerged(api: GitHubApi, number: number, head: string): Promise<string | undefined> {
  const methods = [...MERGE_METHODS];
  let refused: string | undefined;
  for (let attempt = 1; ; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop -- an attempt whose answer was lost may have merged it
    const pull = await api.readPull(number);
    if (pull.at('merged').isTrue) return undefined;
    if (pull.at('state').text !== 'open') return 'it is closed';
    // GitBucket does not compare it.
    const present = pull.at('head', 'sha').text;
    if (present !== head) return `its head is ${present}, and not ${head}`;
    if (refused !== undefined) {
      if (isMethod(refused) && methods.length > 1) methods.shift();
      else if (attempt > MOST_ATTEMPTS || !isPassing(refused, pull)) return withState(refused, pull);
      // oxlint-disable-next-line no-await-in-loop -- before the next attempt
      else await api.clock.sleep(ownPause(attempt - 1, api.clock));
    }
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const { status, words } = await api.ask({
      method: 'PUT',
      path: `/pulls/${number}/merge`,
      body: { sha: head, merge_method: methods[0]?.rest ?? 'merge' },
      what: `merge pull request ${number}`,
      accept: [405, 409, 422],
    });
    if (status === 200) return undefined;
    refused = words;
  }
}

/** "Merge commits are not allowed on this repository.", "Squash merges are …". */
function isMethod(words: string): boolean {
  return /(?:merge commits|merges) are not allowed/i.test(words);
}

/** "Base branch was modified. Review and try the merge again."; and null while it is computed whether it can be merged. */
function isPassing(words: string, pull: AnswerReader): boolean {
  return /base branch was modified/i.test(words) || pull.at('mergeable_state').tryText === 'unknown';
}

/** `blocked`, `dirty` (conflicts), `behind`, `draft`, …: https://docs.github.com/graphql/reference/enums#mergestatestatus. */
function withState(words: string, pull: AnswerReader): string {
  const state = pull.at('mergeable_state').tryText;
  return state === undefined || state === 'clean' || state === 'unknown' ? words : `${words} (${state})`;
}

/** The branch of what is merged. It stays where something was pushed to it since, or where the token may not remove it. */
async function removeBranch(api: GitHubApi, branch: string, head: string): Promise<void> {
  const what = `remove branch '${branch}'`;
  const reference = await api.ask({
    method: 'GET',
    path: `/git/ref/heads/${encodeBranch(branch)}`,
    what,
    accept: [403, 404],
  });
  if (reference.status !== 200 || reference.body.at('object', 'sha').tryText !== head) return;
  // 422 "Reference does not exist": the host has removed it by itself.
  await api.ask({
    method: 'DELETE',
    path: `/git/refs/heads/${encodeBranch(branch)}`,
    what,
    accept: [403, 404, 409, 422],
  });
}
