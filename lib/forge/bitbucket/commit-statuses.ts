import type { AnswerReader } from '../../http/answer-reader.ts';
import type { CommitStatus } from '../forge.ts';
import type { BitbucketApi } from './bitbucket-api.ts';

/**
 * The newest status of each context: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-commit-statuses. A status has a key
 * and a name, and both are contexts: a key holds 40 characters at most, so that reporters hash what they mean there, and write it into
 * the name.
 */
export async function readCommitStatuses(api: BitbucketApi, commit: string): Promise<readonly CommitStatus[]> {
  const statuses = await api.list({
    path: `/commit/${encodeURIComponent(commit)}/statuses`,
    what: `read the statuses of commit ${commit}`,
  });
  const byContext = new Map<string, CommitStatus>();
  for (const status of statuses.toSorted(byAge))
    for (const context of contextsOf(status)) byContext.set(context, { context, state: stateOf(status) });
  return [...byContext.values()];
}

/** The oldest first. */
function byAge(a: AnswerReader, b: AnswerReader): number {
  return timeOf(a) - timeOf(b);
}

function timeOf(status: AnswerReader): number {
  return Date.parse(status.at('updated_on').optionalText ?? status.at('created_on').optionalText ?? '') || 0;
}

function contextsOf(status: AnswerReader): readonly string[] {
  const [key, name] = [status.at('key').text, status.at('name').optionalText ?? ''];
  return name === '' || name === key ? [key] : [key, name];
}

function stateOf(status: AnswerReader): CommitStatus['state'] {
  const state = status.at('state').text;
  if (state === 'SUCCESSFUL') return 'success';
  return state === 'INPROGRESS' ? 'pending' : 'failure';
}
