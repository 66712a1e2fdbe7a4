/** How a token is sent, and what no message may hold of it. */
export interface Authorization {
  readonly header: string | undefined;
  readonly secrets: readonly string[];
}

/**
 * Access tokens of a repository, a project or a workspace are Bearer tokens; an API token of an account goes with its email address, as
 * Basic: https://developer.atlassian.com/cloud/bitbucket/rest/intro#authentication.
 *
 * @param token the one, or `ann@example.com:token`
 */
export function authorize(token: string | undefined): Authorization {
  if (token === undefined) return { header: undefined, secrets: [] };
  const colon = token.indexOf(':');
  if (colon === -1) return { header: `Bearer ${token}`, secrets: [token] };
  const encoded = Buffer.from(token, 'utf8').toString('base64');
  return { header: `Basic ${encoded}`, secrets: [token, token.slice(colon + 1), encoded] };
}
