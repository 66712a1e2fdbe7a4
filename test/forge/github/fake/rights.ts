import { FakeRefusal, notFound, type FakeRequest } from './request.ts';
import type { FakeSettings } from './state.ts';

/** What a token may: a fine-grained one by permissions, a classic one by scopes. */
export type FakeToken =
  | { readonly permissions: Readonly<Record<string, 'read' | 'write'>> }
  | { readonly scopes: readonly string[] };

/** The least that the whole flow needs. */
export const BOT: FakeToken = {
  permissions: { metadata: 'read', contents: 'write', pull_requests: 'write', statuses: 'read', checks: 'read' },
};

export interface Gate {
  readonly tokens: Readonly<Record<string, FakeToken>>;
  readonly settings: FakeSettings;
  readonly isGitBucket: boolean;
}

/** Who asks. @throws the 401 of a token that is none */
export function tokenOf({ headers }: FakeRequest, { tokens, isGitBucket }: Gate): FakeToken | undefined {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  const scheme = isGitBucket ? /^token (.+)$/ : /^(?:token|Bearer) (.+)$/;
  const token = tokens[scheme.exec(authorization)?.[1] ?? ''];
  if (token === undefined) throw new FakeRefusal(401, 'Bad credentials');
  return token;
}

/**
 * @param right such as `pull_requests=write`; more than one are apart by commas
 * @throws GitHub's answer to a token without it
 */
export function checkRight(right: string, token: FakeToken | undefined, { settings }: Gate): void {
  const isWrite = right.includes('=write');
  if (token === undefined) {
    if (settings.isPrivate) throw notFound();
    if (isWrite) throw new FakeRefusal(401, 'Requires authentication');
    return;
  }
  if ('scopes' in token) {
    if (token.scopes.includes('repo') || (!settings.isPrivate && token.scopes.includes('public_repo'))) return;
    if (!settings.isPrivate && !isWrite) return;
    const headers = { 'X-OAuth-Scopes': token.scopes.join(', '), 'X-Accepted-OAuth-Scopes': 'repo' };
    throw new FakeRefusal(404, 'Not Found', {}, headers);
  }
  if (token.permissions['metadata'] === undefined) throw notFound();
  if (!right.split(',').every((one) => hasRight(one, token.permissions)))
    throw new FakeRefusal(
      403,
      'Resource not accessible by personal access token',
      {},
      { 'X-Accepted-GitHub-Permissions': right },
    );
}

export function hasRight(right: string, permissions: Readonly<Record<string, 'read' | 'write'>>): boolean {
  const [name = '', access] = right.split('=');
  return permissions[name] === 'write' || permissions[name] === access;
}
