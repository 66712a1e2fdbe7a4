import { fieldsOf } from '../../fields.ts';
import { HttpError } from '../../http/http-error.ts';
import type { AnswerReader } from '../../http/answer-reader.ts';
import type { CommitStatus } from '../forge.ts';
import type { GitHubApi } from './github-api.ts';

type State = CommitStatus['state'];

/** Of two things that have one name, the worse counts. */
const WORST: readonly State[] = ['failure', 'pending', 'success'];

/**
 * The newest status of each context, and the newest run of each check
 * (https://docs.github.com/rest/commits/statuses, https://docs.github.com/rest/checks/runs).
 */
export async function readCommitStatuses(api: GitHubApi, commit: string): Promise<readonly CommitStatus[]> {
  const [statuses, runs] = await Promise.all([listStatuses(api, commit), listCheckRuns(api, commit)]);
  const states = new Map<string, State>();
  for (const { context, state } of [...statuses, ...runs])
    states.set(context, worse(state, states.get(context) ?? state));
  return [...states].map(([context, state]) => ({ context, state }));
}

async function listStatuses(api: GitHubApi, commit: string): Promise<readonly CommitStatus[]> {
  const statuses = await api.list(
    { path: `/commits/${encodeURIComponent(commit)}/status`, what: `read the statuses of commit ${commit}` },
    { itemsOf: (body) => fieldsOf(body)['statuses'] },
  );
  return statuses.map((status) => ({ context: status.at('context').text, state: stateOf(status.at('state').text) }));
}

/**
 * GitBucket has none; and a fine-grained token of a person cannot have the right to read them: to it they are not there, as with a gate
 * that waits for one that nobody reports.
 */
async function listCheckRuns(api: GitHubApi, commit: string): Promise<readonly CommitStatus[]> {
  try {
    const runs = await api.list(
      {
        path: `/commits/${encodeURIComponent(commit)}/check-runs`,
        query: { filter: 'latest' },
        what: `read the checks of commit ${commit}`,
      },
      { itemsOf: (body) => fieldsOf(body)['check_runs'] },
    );
    return runs.map((run) => ({ context: run.at('name').text, state: conclusionOf(run) }));
  } catch (error) {
    if (error instanceof HttpError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}

function stateOf(state: string): State {
  if (state === 'success' || state === 'pending') return state;
  return 'failure';
}

function conclusionOf(run: AnswerReader): State {
  const conclusion = run.at('conclusion').optionalText;
  if (run.at('status').text !== 'completed' || conclusion === undefined) return 'pending';
  return conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped' ? 'success' : 'failure';
}

function worse(a: State, b: State): State {
  return WORST.find((state) => state === a || state === b) ?? a;
}
