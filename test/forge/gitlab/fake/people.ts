import { FakeRefusal, unauthorized } from './answer.ts';

/** Who a token is of, and what it may do. */
export interface FakeToken {
  readonly user: string;
  /** That of a project or group access token. */
  readonly isBot: boolean;
  readonly scope: 'api' | 'read_api' | 'read_repository';
  readonly role: 'developer' | 'reporter' | 'guest';
}

export const BOT_TOKEN = 'glpat-bot';
/** A personal one. */
export const PERSON_TOKEN = 'glpat-ann';
export const READER_TOKEN = 'glpat-reader';
/** Of one who may neither merge nor write. */
export const GUEST_TOKEN = 'glpat-guest';
/** Of one who sees everything, and may neither merge nor write. */
export const REPORTER_TOKEN = 'glpat-reporter';
/** Of no use with the API. */
export const GIT_TOKEN = 'glpat-git';

export const TOKENS: Readonly<Record<string, FakeToken>> = {
  [BOT_TOKEN]: { user: 'bot', isBot: true, scope: 'api', role: 'developer' },
  [PERSON_TOKEN]: { user: 'ann', isBot: false, scope: 'api', role: 'developer' },
  [READER_TOKEN]: { user: 'reader', isBot: false, scope: 'read_api', role: 'developer' },
  [GUEST_TOKEN]: { user: 'guest', isBot: true, scope: 'api', role: 'guest' },
  [REPORTER_TOKEN]: { user: 'reporter', isBot: true, scope: 'api', role: 'reporter' },
  [GIT_TOKEN]: { user: 'git', isBot: true, scope: 'read_repository', role: 'developer' },
};

/** @throws as GitLab does where it is unknown; undefined where there is none */
export function tokenOf(given: string | undefined): FakeToken | undefined {
  if (given === undefined) return undefined;
  const token = TOKENS[given];
  if (token === undefined) throw unauthorized();
  return token;
}

/** https://docs.gitlab.com/user/profile/personal_access_tokens/#personal-access-token-scopes */
export function checkScope(method: string, { scope }: FakeToken): void {
  if (scope === 'api' || (scope === 'read_api' && method === 'GET')) return;
  const refusal = new FakeRefusal(403, 'insufficient_scope');
  const body = {
    error: 'insufficient_scope',
    error_description: 'The request requires higher privileges than provided by the access token.',
    scope: method === 'GET' ? 'api read_api' : 'api',
  };
  throw Object.assign(refusal, { answer: { status: 403, body } });
}

export function requireDeveloper({ role }: FakeToken): void {
  if (role !== 'developer') throw new FakeRefusal(403, '403 Forbidden');
}
