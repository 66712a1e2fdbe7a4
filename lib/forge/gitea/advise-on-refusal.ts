import { fieldsOf } from '../../fields.ts';
import type { HttpAnswer } from '../../http/http-client.ts';

/**
 * What to do about a refusal that Gitea or Forgejo explains: it names the scopes of tokens that would do
 * (https://docs.gitea.com/development/oauth2-provider#scopes), `required=[write:repository]`.
 *
 * @returns undefined where it explains nothing
 */
export function adviseOnRefusal({ status, body }: HttpAnswer): string | undefined {
  if (status === 423)
    return 'Take it out of the archive in its settings, or name another repository with --repository.';
  if (status !== 403) return undefined;
  const message = String(fieldsOf(body)['message'] ?? '');
  const scopes = /required=\[([^\]]*)\]/.exec(message)?.[1]?.trim().split(/\s+/).join(' or ');
  if (scopes === undefined) return undefined;
  return `Make a token that has the scope ${scopes} (Settings, Applications), and put it into KUMIKI_TOKEN.`;
}
