import type { NewPullRequest, PullRequest } from '../forge.ts';
import type { BitbucketApi } from './bitbucket-api.ts';
import { poll } from './poll.ts';
import { readPullRequest } from './read-pull-request.ts';

/** How long a branch that was pushed may be unknown, in milliseconds. */
const LONGEST_UNKNOWN = 15_000;

export interface OpenPullRequests {
  /** Those of the same branch and base, the oldest first. */
  readonly listOpen: () => Promise<readonly PullRequest[]>;
  readonly close: (pullRequest: PullRequest) => Promise<void>;
}

/**
 * Opens a pull request, unless one is open already. Asked for another of the same branches, Bitbucket answers with the first one, whose
 * title and text it overwrites; no document promises that. So they are listed before, which keeps a title that somebody wrote, and
 * after: of several, which jobs may have opened at the same time, the first stays.
 */
export async function openOne(
  api: BitbucketApi,
  request: NewPullRequest,
  { listOpen, close }: OpenPullRequests,
): Promise<PullRequest> {
  const [there] = await listOpen();
  if (there !== undefined) return there;
  const what = `open a pull request of '${request.branch}'`;
  const created = await create(api, request, what);
  const open = await listOpen();
  const all = [...open.filter((pull) => pull.number !== created?.number), ...(created === undefined ? [] : [created])];
  const [first, ...others] = all.toSorted((a, b) => a.number - b.number);
  if (first === undefined) throw api.error(what, 'it says that there is one, and lists none. Run this again.');
  for (const other of others)
    // oxlint-disable-next-line no-await-in-loop -- there is hardly ever more than one
    await close(other);
  return first;
}

/** @returns undefined where the host says that there is one already */
async function create(
  api: BitbucketApi,
  { branch, base, title, text }: NewPullRequest,
  what: string,
): Promise<PullRequest | undefined> {
  let refusal = '';
  const created = await poll(api.clock, LONGEST_UNKNOWN, async () => {
    const { status, body, words } = await api.ask({
      method: 'POST',
      path: '/pullrequests',
      body: {
        title,
        description: text,
        source: { branch: { name: branch } },
        destination: { branch: { name: base } },
        close_source_branch: true,
      },
      what,
      accept: [400, 409],
    });
    if (status < 300) return { pull: readPullRequest(body) };
    refusal = `${status} ${words}`;
    if (/already/i.test(words)) return { pull: undefined };
    // It may have been pushed a moment ago.
    if (/branch not found/i.test(words)) return undefined;
    throw api.error(what, `${refusal}. Mend what it names, and run again.`);
  });
  if (created !== undefined) return created.pull;
  throw api.error(what, `${refusal}. Push it, or compare --base, and run again.`);
}
