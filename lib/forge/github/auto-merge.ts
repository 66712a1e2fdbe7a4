import { RemoteError } from '../../errors.ts';
import type { AnswerReader } from '../../http/answer-reader.ts';
import type { PullRequest } from '../forge.ts';
import type { GitHubApi } from './github-api.ts';
import { GraphQl } from './graphql.ts';
import { MERGE_METHODS, type MergeMethod } from './merge-methods.ts';

const READ = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    mergeCommitAllowed
    squashMergeAllowed
    rebaseMergeAllowed
    pullRequest(number: $number) { id state autoMergeRequest { enabledAt } }
  }
}`;

const READ_QUEUE = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { isInMergeQueue } }
}`;

const ENABLE = `mutation ($input: EnablePullRequestAutoMergeInput!) {
  enablePullRequestAutoMerge(input: $input) { pullRequest { id } }
}`;

const DISABLE = `mutation ($input: DisablePullRequestAutoMergeInput!) {
  disablePullRequestAutoMerge(input: $input) { pullRequest { id } }
}`;

const NO_GRAPHQL = 'this host has no GraphQL API, and there is no other way to arm auto-merge';

/**
 * Auto-merge and merge queues, which only GraphQL has
 * (https://docs.github.com/graphql/reference/mutations#enablepullrequestautomerge). With a merge queue, arming is how to join it.
 */
export class AutoMerge {
  readonly #api: GitHubApi;
  readonly #graphQl: GraphQl;

  constructor(api: GitHubApi) {
    this.#api = api;
    this.#graphQl = new GraphQl(api);
  }

  async arm({ number }: PullRequest, head: string): Promise<'armed' | 'ready' | { readonly why: string }> {
    const what = `arm auto-merge of pull request ${number}`;
    const repository = await this.#read(number, READ, what);
    if (repository === 'absent') return { why: NO_GRAPHQL };
    const pullRequestId = repository.at('pullRequest', 'id').text;
    const input = { pullRequestId, mergeMethod: methodOf(repository), expectedHeadOid: head };
    const answer = await this.#graphQl.ask(what, ENABLE, { input });
    if (answer === 'absent') return { why: NO_GRAPHQL };
    if ('data' in answer) return 'armed';
    const words = this.#graphQl.wordsOf(answer.errors);
    // Nothing is left to wait for. Its other states are to wait for somebody: `unstable`, `draft`, `dirty`.
    if (/in (?:clean|has_hooks) status/i.test(words)) return 'ready';
    // It may be armed already, by an attempt whose answer was lost.
    const pull = await this.#api.readPull(number);
    const isArmed = pull.at('auto_merge').isThere && pull.at('head', 'sha').text === head;
    return isArmed ? 'armed' : { why: words };
  }

  async isArmed({ number }: PullRequest): Promise<boolean> {
    return (await this.#api.readPull(number)).at('auto_merge').isThere;
  }

  async disarm(pullRequest: PullRequest): Promise<boolean> {
    if (!(await this.isArmed(pullRequest))) return true;
    const what = `disarm auto-merge of pull request ${pullRequest.number}`;
    const repository = await this.#read(pullRequest.number, READ, what);
    if (repository === 'absent') return false;
    const input = { pullRequestId: repository.at('pullRequest', 'id').text };
    const answer = await this.#graphQl.ask(what, DISABLE, { input });
    if (answer !== 'absent' && 'data' in answer) return true;
    // It may have been disarmed or merged by somebody else, or by an attempt whose answer was lost.
    return !(await this.isArmed(pullRequest));
  }

  async isQueued({ number }: PullRequest): Promise<boolean> {
    const repository = await this.#read(number, READ_QUEUE, `read whether pull request ${number} is in a merge queue`);
    return repository !== 'absent' && repository.at('pullRequest', 'isInMergeQueue').isTrue;
  }

  async #read(number: number, query: string, what: string): Promise<AnswerReader | 'absent'> {
    const { owner, name, client } = this.#api;
    const data = await this.#graphQl.read(what, query, { owner, name, number });
    if (data === 'absent') return 'absent';
    const repository = data.at('repository');
    if (repository.at('pullRequest').isThere) return repository;
    throw new RemoteError(
      `${client.who}: cannot ${what}: it is not there, or the token cannot see it. Compare the name of the repository, and the rights of the token.`,
    );
  }
}

/** A merge commit where the repository allows it: plain `git revert` takes the whole change back. */
function methodOf(repository: AnswerReader): Uppercase<MergeMethod> {
  const allowed = MERGE_METHODS.find(({ allowedAs }) => repository.at(allowedAs).isTrue);
  return allowed?.graphQl ?? 'MERGE';
}
