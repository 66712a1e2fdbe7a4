import type { CommitStatus, PullRequest } from '../forge.ts';
import { readCommitStatuses } from './commit-statuses.ts';
import { encodeBranch, type GiteaApi } from './gitea-api.ts';
import type { Reviews } from './reviews.ts';

/** Whether the rules of the base that any reader of the repository can see, statuses and approvals, are met. */
export async function meetsRules(
  api: GiteaApi,
  reviews: Reviews,
  { number, base }: PullRequest,
  head: string,
): Promise<boolean> {
  const { body: rules } = await api.ask({
    method: 'GET',
    path: `/branches/${encodeBranch(base)}`,
    what: `read the rules of '${base}'`,
  });
  if (!rules.at('protected').isTrue) return true;
  const approvals = rules.at('required_approvals').number;
  if (approvals > 0 && (await reviews.official(number)).length < approvals) return false;
  if (!rules.at('enable_status_check').isTrue) return true;
  const contexts = rules.at('status_check_contexts');
  const wanted = contexts.isThere ? contexts.list.map((context) => context.text) : [];
  return passes(await readCommitStatuses(api, head), wanted);
}

/** Each context that is wanted, a pattern with `*`, has to be there and be green; where none is named, all that are there. */
function passes(statuses: readonly CommitStatus[], wanted: readonly string[]): boolean {
  const isGreen = (found: readonly CommitStatus[]): boolean =>
    found.length > 0 && found.every(({ state }) => state === 'success');
  if (wanted.length === 0) return isGreen(statuses);
  return wanted.every((pattern) => isGreen(statuses.filter(({ context }) => matches(context, pattern))));
}

function matches(context: string, pattern: string): boolean {
  const source = pattern.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(context);
}
