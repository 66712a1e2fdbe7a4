import { FakeRefusal } from './answer.ts';

/** Who a token is of, and what it may do. */
export interface FakeToken {
  readonly user: string;
  readonly scopes: readonly string[];
}

export const BOT_TOKEN = 'ATCTT-bot';
/** Of an account, with its email address. */
export const ACCOUNT_TOKEN = 'ann@example.com:ATATT-ann';
export const READER_TOKEN = 'ATCTT-reader';

/** What the flow needs at least, and two others. */
export const TOKENS: Readonly<Record<string, FakeToken>> = {
  [BOT_TOKEN]: { user: 'bot', scopes: ['repository:write', 'pullrequest:write'] },
  [ACCOUNT_TOKEN]: { user: 'ann', scopes: ['repository:write', 'pullrequest:write'] },
  [READER_TOKEN]: { user: 'reader', scopes: ['repository', 'pullrequest'] },
};

/** https://developer.atlassian.com/cloud/bitbucket/rest/intro#scopes */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  'repository:write': ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository', 'repository:write'],
};

/** @throws as Bitbucket does where there is none, or it is unknown */
export function tokenOf(authorization: string | undefined, tokens: Readonly<Record<string, FakeToken>>): FakeToken {
  // What is private is not there for those who do not say who they are.
  if (authorization === undefined) throw repositoryUnknown();
  const [kind = '', value = ''] = authorization.split(' ');
  const token = kind === 'Basic' ? Buffer.from(value, 'base64').toString('utf8') : value;
  const known = tokens[token];
  if (known === undefined || (kind === 'Basic') !== token.includes(':'))
    throw new FakeRefusal(401, 'Token is invalid, expired, or not supported for this endpoint.');
  return known;
}

export function checkScope(required: string, { scopes }: FakeToken): void {
  if (scopes.some((scope) => scope === required || IMPLIED[scope]?.includes(required))) return;
  throw new FakeRefusal(403, 'Your credentials lack one or more required privilege scopes.', {
    detail: { required: [required], granted: scopes },
  });
}

export function repositoryUnknown(): FakeRefusal {
  return new FakeRefusal(
    404,
    'You may not have access to this repository or it no longer exists in this workspace. If you think this repository exists and you have access, make sure you are authenticated.',
  );
}
