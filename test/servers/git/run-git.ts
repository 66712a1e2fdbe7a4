import { runCommand } from '../run-command.ts';

/** Nothing of the person who runs the tests: no configuration, no identity, no prompt. */
const ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'e2e',
  GIT_AUTHOR_EMAIL: 'e2e@example.com',
  GIT_COMMITTER_NAME: 'e2e',
  GIT_COMMITTER_EMAIL: 'e2e@example.com',
};

/**
 * @param env more variables, such as a credential
 * @throws Error with what git said
 */
export async function runGit(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, out, err } = await runCommand('git', args, { cwd: folder, env: { ...ENV, ...env } });
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err.trim()}`);
  return out.trim();
}

/** The variables with which git signs in at an address, and at no other: a password is in no argument and no file. */
export function signedIn(url: string, user: string, password: string): Readonly<Record<string, string>> {
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(url).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  };
}
