/** What every recipe begins with. */
export function writtenBy(host: string, flags = ''): readonly string[] {
  return [`Written by kumiki ci ${host}${flags}. Change it as you like: with --check it says what differs.`];
}

/**
 * Of the token of GitHub, after Contents and Pull requests. A GitHub App has the same right, `statuses: read`:
 * https://docs.github.com/en/rest/commits/statuses#get-the-combined-status-for-a-specific-reference
 */
export const GATES_NOTE = 'for gates also Commit statuses, read; nothing else';

/** Where CI is not the git host's own: the token of each git host, with the least that opens pull requests. */
export const TOKEN_NOTE: readonly string[] = [
  'KUMIKI_TOKEN is a token of a bot user, for the manifest repository alone:',
  '  GitHub: fine-grained, this one repository, Contents and Pull requests read and write;',
  `    ${GATES_NOTE}.`,
  '  GitLab: a project access token, role Developer, scope api.',
  '  Gitea, Forgejo: of a user who may write to this one repository, scope write:repository.',
  '  Bitbucket: a repository access token, repositories and pull requests write.',
];

/** For bump --remote-render: the job of such a branch has the token, and runs the code of the branch. */
export const PROTECT_NOTE: readonly string[] = [
  'Protect kumiki/bump/** so that the bot alone pushes there: what renders such a branch has the token.',
];
