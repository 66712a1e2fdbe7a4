import type { AnswerReader } from '../../http/answer-reader.ts';
import { ownPause } from '../../http/limits.ts';
import type { PullRequest } from '../forge.ts';
import type { BitbucketApi } from './bitbucket-api.ts';
import { askToMerge, type MergeRefusal } from './ask-to-merge.ts';
import { readState } from './read-pull-request.ts';
import { removeBranch } from './remove-branch.ts';

/** Others merge into the same base. */
const MOST_ATTEMPTS = 6;

/**
 * Merges one now, and removes its branch. The API takes no commit that must be its head: it is compared right before.
 *
 * @returns undefined where it is merged, else why not
 */
export async function mergePullRequest(
  api: BitbucketApi,
  { number, branch }: PullRequest,
  head: string,
): Promise<{ readonly why: string } | undefined> {
  const why = await whyNotMerged(api, number, head);
  if (why !== undefined) return { why };
  await removeBranch(api, branch, head);
  return undefined;
}

async function whyNotMerged(api: BitbucketApi, number: number, head: string): Promise<string | undefined> {
  let refusal: MergeRefusal | undefined;
  for (let attempt = 1; ; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop -- an attempt whose answer was lost may have merged it
    const pull = await api.readPull(number, { fields: STRATEGY });
    const state = readState(pull);
    if (state === 'merged') return undefined;
    if (state === 'closed') return 'it is closed';
    const present = pull.at('source', 'commit', 'hash').text;
    if (!head.startsWith(present)) return `its head is ${present}, and not ${head}`;
    if (refusal !== undefined) {
      if (!refusal.isPassing || attempt > MOST_ATTEMPTS) return refusal.why;
      // oxlint-disable-next-line no-await-in-loop -- before the next attempt
      await api.clock.sleep(ownPause(attempt - 1, api.clock));
    }
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const answer = await askToMerge(api, number, strategyOf(pull));
    // Where its base has a merge queue, the same answer says that it stands there now.
    // oxlint-disable-next-line no-await-in-loop -- the end of the loop
    if (answer === 'merged') return (await api.readPull(number)).at('queued').isTrue ? QUEUED : undefined;
    refusal = answer;
  }
}

const QUEUED = 'it stands in the merge queue of its base, which merges it';

/** Its answers leave out how the base branch wants to be merged into, if not asked for. */
const STRATEGY = '+destination.branch.default_merge_strategy,+destination.branch.merge_strategies';

/** The default of the branch, else the first that it allows; undefined where it has neither, which is a merge commit. */
function strategyOf(pull: AnswerReader): string | undefined {
  const branch = pull.at('destination', 'branch');
  const allowed = branch.at('merge_strategies');
  return branch.at('default_merge_strategy').optionalText ?? (allowed.isThere ? allowed.list[0]?.text : undefined);
}
