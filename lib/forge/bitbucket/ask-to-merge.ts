import type { BitbucketAnswer, BitbucketApi } from './bitbucket-api.ts';
import { poll } from './poll.ts';
import { readState } from './read-pull-request.ts';

export interface MergeRefusal {
  readonly why: string;
  /** Whether it may be merged all the same a moment later. */
  readonly isPassing: boolean;
}

/** How long a merge may go on, in milliseconds. */
const LONGEST_MERGE = 60_000;

const STILL_MERGING: MergeRefusal = { why: 'the host still merges it: look at it again later', isPassing: false };

/**
 * Asks for a merge, and waits until it is done: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests. 202: it
 * goes on as a task. 555: it takes the host too long, and may be done all the same. 400: a merge check is against it, or it is closed.
 * 403: the token may not merge into that branch. 409: a conflict, or somebody else pushed just then.
 */
export async function askToMerge(
  api: BitbucketApi,
  number: number,
  strategy: string | undefined,
): Promise<'merged' | MergeRefusal> {
  const what = `merge pull request ${number}`;
  const answer = await api.ask({
    method: 'POST',
    path: `/pullrequests/${number}/merge`,
    body: { close_source_branch: true, ...(strategy === undefined ? {} : { merge_strategy: strategy }) },
    what,
    accept: [400, 403, 409, 555],
  });
  if (answer.lackOfScope !== undefined) throw api.error(what, `403 ${answer.words}. ${answer.lackOfScope}`);
  if (answer.status !== 202 && answer.status !== 555) return readOutcome(answer);
  const task = /\/merge\/task-status\/([^/?#]+)/.exec(answer.location ?? '')?.[1];
  const outcome = await poll(api.clock, LONGEST_MERGE, () =>
    task === undefined ? readMerged(api, number) : readTask(api, number, task),
  );
  return outcome ?? STILL_MERGING;
}

function readOutcome({ status, words }: BitbucketAnswer): 'merged' | MergeRefusal {
  if (status < 300) return 'merged';
  const isPassing = status === 409 && !/conflict/i.test(words);
  return { why: words === '' ? `it answers ${status}` : words, isPassing };
}

/** One that failed is answered with an error; one that is forgotten says nothing more. */
async function readTask(api: BitbucketApi, number: number, task: string): Promise<'merged' | MergeRefusal | undefined> {
  const answer = await api.ask({
    method: 'GET',
    path: `/pullrequests/${number}/merge/task-status/${task}`,
    what: `read how merging pull request ${number} goes on`,
    accept: [400, 403, 404, 409],
  });
  if (answer.status === 404) return readMerged(api, number);
  if (answer.status >= 300) return readOutcome(answer);
  const status = answer.body.at('task_status').text;
  if (status === 'PENDING') return undefined;
  return status === 'SUCCESS' ? 'merged' : { why: `its merge ended as ${status}`, isPassing: false };
}

async function readMerged(api: BitbucketApi, number: number): Promise<'merged' | undefined> {
  return readState(await api.readPull(number)) === 'merged' ? 'merged' : undefined;
}
