import { fieldsOf } from '../../fields.ts';
import type { HttpAnswer } from '../../http/http-client.ts';

const SCOPES = 'repository:write and pullrequest:write';

/**
 * What to do about a refusal of Bitbucket Cloud; scopes as in https://developer.atlassian.com/cloud/bitbucket/rest/intro#scopes.
 *
 * @returns undefined where its status says as much
 */
export function adviseOnRefusal(answer: HttpAnswer): string | undefined {
  if (answer.status === 401)
    return `Put a valid access token of the repository into KUMIKI_TOKEN, with the scopes ${SCOPES}; an API token of an account goes there as email:token.`;
  if (answer.status !== 403) return undefined;
  return (
    adviseOnScope(answer) ??
    `Give the token the scopes ${SCOPES}, or put another one into KUMIKI_TOKEN; a branch restriction may forbid it too (Repository settings, Branch restrictions).`
  );
}

/**
 * What to do about a scope that the token lacks, where the answer names it: `"detail": { "required": […], "granted": […] }`.
 *
 * @returns undefined where it does not
 */
export function adviseOnScope({ status, body }: HttpAnswer): string | undefined {
  const detail = fieldsOf(fieldsOf(fieldsOf(body)['error'])['detail']);
  const [required, granted] = [scopesIn(detail['required']), scopesIn(detail['granted'])];
  if (status !== 403 || required.length === 0) return undefined;
  const has = granted.length === 0 ? 'none' : granted.join(', ');
  return `The token lacks a scope, ${required.join(' or ')} (it has ${has}): make one that has ${SCOPES}, and put it into KUMIKI_TOKEN.`;
}

/** `pullrequest:write`; of API tokens `write:pullrequest:bitbucket`. */
function scopesIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((scope): scope is string => typeof scope === 'string' && /^[\w:.-]{1,60}$/.test(scope));
}
