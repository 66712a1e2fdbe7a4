import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors.ts';
import type { HostName } from '../../forge/forge.ts';
import type { RemoteAddress } from '../../git/remote-address.ts';
import { TOKEN_VARIABLES } from '../../forge/detect-host.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The token for a git host: `KUMIKI_TOKEN`, the file of `KUMIKI_TOKEN_FILE`, else the host's own variables.
 *
 * @returns undefined where none is set
 * @throws a UserError that names the variable, never the value
 */
export function readToken(env: Variables, host: HostName, cwd: string): string | undefined {
  const given = fromVariable(env, 'KUMIKI_TOKEN') ?? fromFile(env, cwd);
  if (given !== undefined) return given;
  for (const name of TOKEN_VARIABLES[host]) {
    const token = fromVariable(env, name);
    if (token !== undefined) return token;
  }
  return undefined;
}

/**
 * The token that stands in an address: its password. GitHub also takes one in place of the user, which a user's own name is not:
 * https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available/
 */
export function tokenIn({ user, password }: RemoteAddress, host: HostName): string | undefined {
  const isTokenAlone = host === 'github' && /^(?:gh[a-z]_|github_pat_|[0-9a-f]{40}$)/.test(user ?? '');
  return isTokenAlone && (password === undefined || password === 'x-oauth-basic') ? user : password;
}

/** Every variable that may hold a token or a password: what is started for others gets none of them. */
export function withoutTokens(env: Variables): Variables {
  const ours = ['KUMIKI_TOKEN', 'KUMIKI_TOKEN_FILE', 'KUMIKI_REGISTRY_PASSWORD'];
  const tokens = new Set([...ours, ...Object.values(TOKEN_VARIABLES).flat()]);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !tokens.has(name)));
}

function fromVariable(env: Variables, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : checked(value, name);
}

function fromFile(env: Variables, cwd: string): string | undefined {
  const { KUMIKI_TOKEN_FILE: name } = env;
  if (name === undefined || name === '') return undefined;
  const file = path.resolve(cwd, name);
  try {
    return checked(readFileSync(file, 'utf8').trim(), `KUMIKI_TOKEN_FILE (${name})`);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      `KUMIKI_TOKEN_FILE is '${name}', which cannot be read (${(cause as NodeJS.ErrnoException).code}). Name a file with the token.`,
      { cause },
    );
  }
}

function checked(token: string, where: string): string {
  if (token === '') throw new UserError(`${where}: is empty. Put the token there, and nothing else.`);
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UserError(
    `${where}: holds something that no token has, such as a space or a line feed. Put the token there, and nothing else.`,
  );
}
