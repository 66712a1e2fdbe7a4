import type { HostName } from '../../forge/forge.ts';

/**
 * The least that a token needs to push branches and open pull requests, in each host's words; undefined for plain git.
 *
 * https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens,
 * https://docs.gitlab.com/security/tokens/access_token_scopes, https://docs.gitea.com/development/oauth2-provider#scopes,
 * https://support.atlassian.com/bitbucket-cloud/docs/repository-access-token-permissions
 */
export const PUSH_RIGHTS: Readonly<Record<HostName, string | undefined>> = {
  github: 'fine-grained, Contents and Pull requests read and write',
  gitlab: 'role Developer, scope api',
  gitea: 'scope write:repository, of a user who may write there',
  bitbucket: 'repositories and pull requests write',
  git: undefined,
};
