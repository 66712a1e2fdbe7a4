import type { GiteaClient } from '../../servers/gitea-client.ts';
import { until } from '../../servers/until.ts';
import { REPOSITORY } from './people.ts';

/** A pull request, as far as tests look at it. */
export interface Pull {
  readonly number: number;
  readonly state: string;
  readonly merged: boolean;
  readonly merge_commit_sha: string | null;
  readonly title: string;
  readonly body: string;
  readonly updated_at: string;
  readonly head: { readonly ref: string; readonly sha: string };
}

/** More than any test makes; a page of this Gitea has five. */
const MOST_PAGES = 40;

export async function readPull(person: GiteaClient, number: number): Promise<Pull> {
  return only(await person.ask<Pull>('GET', `${REPOSITORY}/pulls/${number}`));
}

/** The oldest first. */
export async function listPulls(person: GiteaClient, state: 'open' | 'all'): Promise<readonly Pull[]> {
  return (await listAll<Pull>(person, `${REPOSITORY}/pulls?state=${state}&sort=oldest`)).map(only);
}

/** As a person does for a branch of their own. */
export function openPull(person: GiteaClient, head: string): Promise<Pull> {
  return person.ask<Pull>('POST', `${REPOSITORY}/pulls`, { head, base: 'main', title: `Take ${head}` });
}

/** The branches of the repository but main. */
export async function listBranches(person: GiteaClient): Promise<readonly string[]> {
  const branches = await listAll<{ readonly name: string }>(person, `${REPOSITORY}/branches?`);
  return branches.map(({ name }) => name).filter((name) => name !== 'main');
}

export async function approve(person: GiteaClient, number: number): Promise<void> {
  await person.ask('POST', `${REPOSITORY}/pulls/${number}/reviews`, { event: 'APPROVED', body: 'Good.' });
}

/** One press of the button: refused is an error with the host's words. */
export async function pressMerge(person: GiteaClient, { number, head }: Pull, removesBranch = true): Promise<void> {
  const body = { Do: 'merge', head_commit_id: head.sha, delete_branch_after_merge: removesBranch };
  await person.ask('POST', `${REPOSITORY}/pulls/${number}/merge`, body);
}

/** Merges one, as soon as Gitea has looked for conflicts. Gives the merge. */
export async function merge(person: GiteaClient, number: number, removesBranch = true): Promise<string> {
  return until(
    `#${number} is merged`,
    async () => {
      const pull = await readPull(person, number);
      if (pull.merged && pull.merge_commit_sha !== null) return pull.merge_commit_sha;
      await pressMerge(person, pull, removesBranch);
      return undefined;
    },
    { seconds: 30, found: async () => JSON.stringify(await readPull(person, number)).slice(0, 500) },
  );
}

async function listAll<T>(person: GiteaClient, path: string): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const items = await person.ask<readonly T[]>('GET', `${path}&page=${page}`);
    if (items.length === 0) break;
    all.push(...items);
  }
  return all;
}

/** Without the repository that comes with each, whose size and time change by themselves. */
function only({ head: { ref, sha }, ...pull }: Pull): Pull {
  const { number, state, merged, merge_commit_sha, title, body, updated_at } = pull;
  return { number, state, merged, merge_commit_sha, title, body, updated_at, head: { ref, sha } };
}
