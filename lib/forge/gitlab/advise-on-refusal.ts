import { fieldsOf } from '../../fields.ts';
import type { HttpAnswer } from '../../http/http-client.ts';

const KINDS = 'a personal, project or group access token with the scope api';
const JOB_TOKEN = 'The token of a CI job (CI_JOB_TOKEN) is none of these: it cannot open merge requests';

/**
 * What to do about a refusal of a token that GitLab explains: OAuth's words for one that is no longer valid or lacks a scope
 * (https://docs.gitlab.com/api/rest/troubleshooting/#status-codes, https://docs.gitlab.com/user/profile/personal_access_tokens/#personal-access-token-scopes),
 * what a CI job may ask for (https://docs.gitlab.com/ci/jobs/ci_job_token/#job-token-access), and a project that was moved
 * (`find_project!` in GitLab's lib/api/helpers.rb).
 *
 * @returns undefined where it explains nothing
 */
export function adviseOnRefusal({ status, body }: HttpAnswer): string | undefined {
  if (status === 401)
    return `The token is wrong, revoked or expired: put ${KINDS} into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE. ${JOB_TOKEN}.`;
  const { error, scope, message } = fieldsOf(body);
  // Reading is redirected.
  if (status === 405 && typeof message === 'string' && message.includes('moved projects'))
    return 'The project has another path now: name that one with --repository.';
  if (status !== 403) return undefined;
  if (typeof error === 'string' && error.startsWith('insufficient')) {
    const missing = typeof scope === 'string' ? `the scope ${scope.split(/\s+/).join(' or ')}` : 'a right for that';
    return `The token lacks ${missing}: put ${KINDS} into KUMIKI_TOKEN. ${JOB_TOKEN}.`;
  }
  return `The token may not do that: give it at least the role Developer in the project, take the project out of the archive, or put another into KUMIKI_TOKEN. ${JOB_TOKEN}.`;
}
