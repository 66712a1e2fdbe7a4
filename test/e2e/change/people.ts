import type { GiteaClient } from '../../servers/gitea-client.ts';
import type { Gitea } from '../../servers/start-gitea.ts';

/** The repository that all this is about. */
export const PROJECT = 'acme/manifests';
export const REPOSITORY = `/repos/${PROJECT}`;

/** The status that the branch's rules ask for. */
export const CHECKS = 'checks';

/** Who has to do with a manifest repository, each with one token, and with no more rights than its part takes. */
export interface People {
  /** Owns the organization, and says what its branches' rules are. */
  readonly platform: GiteaClient;
  /** CI of applications: pushes branches, opens pull requests. */
  readonly bot: GiteaClient;
  /** A bot whose token was made for reading. */
  readonly readOnlyBot: GiteaClient;
  /** CI of the manifest repository: reports on commits. Gitea has no right for that alone: it is part of writing code, and what keeps it from more is its team, which has no pull requests, and the rules of main. */
  readonly checks: GiteaClient;
  /** Two operators, as nobody approves what is their own. */
  readonly ada: GiteaClient;
  readonly grace: GiteaClient;
  /** The CD tool of the cluster. */
  readonly cluster: GiteaClient;
}

/** https://docs.gitea.com/development/oauth2-provider#scopes, https://docs.gitea.com/usage/permissions */
export async function makePeople(gitea: Gitea): Promise<People> {
  const people: People = {
    platform: await gitea.user('platform', ['write:organization', 'write:repository']),
    bot: await gitea.user('bot', ['write:repository']),
    readOnlyBot: await gitea.user('read-only-bot', ['read:repository']),
    checks: await gitea.user('checks', ['write:repository']),
    ada: await gitea.user('ada', ['write:repository']),
    grace: await gitea.user('grace', ['write:repository']),
    cluster: await gitea.user('cluster', ['read:repository']),
  };
  const { platform, bot, readOnlyBot, checks, ada, grace, cluster } = people;
  await platform.ask('POST', '/orgs', { username: 'acme' });
  const team = async (name: string, members: readonly GiteaClient[], units: Readonly<Record<string, string>>) => {
    const { id } = await platform.ask<{ readonly id: number }>('POST', '/orgs/acme/teams', {
      name,
      permission: 'read',
      units_map: units,
      includes_all_repositories: true,
    });
    for (const member of members) await platform.ask('PUT', `/teams/${id}/members/${member.name}`);
  };
  await team('bots', [bot, readOnlyBot], { 'repo.code': 'write', 'repo.pulls': 'write' });
  await team('operators', [ada, grace], { 'repo.code': 'write', 'repo.pulls': 'write' });
  await team('checks', [checks], { 'repo.code': 'write' });
  await team('clusters', [cluster], { 'repo.code': 'read' });
  return people;
}

/** The repository, private and empty. */
export async function makeRepository({ platform }: People): Promise<void> {
  await platform.ask('POST', '/orgs/acme/repos', { name: 'manifests', private: true, default_branch: 'main' });
}

/** main changes by pull requests alone: with the checks green, one operator's approval, and merged by an operator. */
export async function protectMain({ platform }: People): Promise<void> {
  await platform.ask('POST', `${REPOSITORY}/branch_protections`, {
    rule_name: 'main',
    enable_push: false,
    required_approvals: 1,
    enable_approvals_whitelist: true,
    approvals_whitelist_teams: ['operators'],
    enable_merge_whitelist: true,
    merge_whitelist_teams: ['operators'],
    enable_status_check: true,
    status_check_contexts: [CHECKS],
  });
}
