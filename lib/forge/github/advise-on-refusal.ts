import { fieldsOf } from '../../fields.ts';
import type { HttpAnswer } from '../../http/http-client.ts';

/**
 * What to do about a refusal that GitHub explains: by its words, or by headers that name the right that is missing
 * (https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api, and for single sign-on
 * https://docs.github.com/rest/authentication/authenticating-to-the-rest-api#personal-access-tokens-and-saml-sso).
 *
 * @returns undefined where it explains nothing
 */
export function adviseOnRefusal({ status, headers, body }: HttpAnswer): string | undefined {
  if (status !== 403 && status !== 404) return undefined;
  const message = String(fieldsOf(body)['message'] ?? '');
  const known = KNOWN.find(({ words }) => words.test(message));
  if (known !== undefined) return known.advice;
  if (headers['x-github-sso']?.startsWith('required') === true) return SINGLE_SIGN_ON;
  const right = missingRight(headers);
  if (right === undefined) return undefined;
  const otherwise = status === 404 ? ' Or the repository is not there: compare its name.' : '';
  return `The token lacks a right, ${right}: give it that, or put another token into KUMIKI_TOKEN.${otherwise}`;
}

const SINGLE_SIGN_ON =
  'Authorize the token for the single sign-on of the organisation, in the settings of tokens (Configure SSO).';

const KNOWN: readonly { readonly words: RegExp; readonly advice: string }[] = [
  { words: /SAML enforcement/i, advice: SINGLE_SIGN_ON },
  {
    words: /was archived/i,
    advice: 'Take it out of the archive in its settings, or name another repository with --repository.',
  },
  {
    words: /IP allow list/i,
    advice: 'Run where the organisation allows it, or add the address of this machine to its list.',
  },
  {
    words: /not permitted to create or approve pull requests/i,
    advice:
      "Use the token of a bot in KUMIKI_TOKEN: pull requests of Actions' own token start no checks either. Or allow it in the settings (Actions, General, Workflow permissions).",
  },
];

function missingRight(headers: HttpAnswer['headers']): string | undefined {
  const permissions = headers['x-accepted-github-permissions'] ?? '';
  if (permissions.includes('=') && !permissions.includes('permissionless')) return permissions.replaceAll('; ', ' or ');
  const accepted = scopesOf(headers['x-accepted-oauth-scopes']);
  const has = scopesOf(headers['x-oauth-scopes']);
  if (headers['x-oauth-scopes'] === undefined || accepted.length === 0) return undefined;
  if (accepted.some((scope) => has.includes(scope))) return undefined;
  return `the scope ${accepted.join(' or ')} (it has ${has.length === 0 ? 'none' : has.join(', ')})`;
}

function scopesOf(header: string | undefined): readonly string[] {
  return (header ?? '').split(/,\s*/).filter((scope) => scope !== '');
}
