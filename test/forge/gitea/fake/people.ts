/** Who a token is of, and what it may do. */
export interface FakeToken {
  readonly user: string;
  readonly scopes: readonly string[];
  /** In the repository. */
  readonly role: 'read' | 'write' | 'admin';
}

export const BOT_TOKEN = 'token-of-the-bot';
export const OWNER_TOKEN = 'token-of-the-owner';
export const READER_TOKEN = 'token-of-a-reader';

/** What the flow needs at least, and two others. */
export const TOKENS: Readonly<Record<string, FakeToken>> = {
  [BOT_TOKEN]: { user: 'bot', scopes: ['write:repository'], role: 'write' },
  [OWNER_TOKEN]: { user: 'acme', scopes: ['write:repository', 'read:issue'], role: 'admin' },
  [READER_TOKEN]: { user: 'reader', scopes: ['read:repository'], role: 'read' },
};
