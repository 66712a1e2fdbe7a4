import type { CommitStatus } from '../forge.ts';
import type { GiteaApi } from './gitea-api.ts';

/** The newest status of each context of a commit; checks of Gitea Actions are statuses too. */
export async function readCommitStatuses(api: GiteaApi, commit: string): Promise<readonly CommitStatus[]> {
  const statuses = await api.list(
    { path: `/commits/${encodeURIComponent(commit)}/status`, what: `read the statuses of commit ${commit}` },
    (body) => body.at('statuses'),
  );
  return statuses.map((status) => ({ context: status.at('context').text, state: stateOf(status.at('status').text) }));
}

/** As Gitea combines them: `error`, `failure` and `warning` keep it from being merged, `skipped` does not. */
function stateOf(state: string): CommitStatus['state'] {
  if (state === 'success' || state === 'skipped') return 'success';
  return state === 'pending' ? 'pending' : 'failure';
}
