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

/** @throws Error with what git said */
export async function runGit(folder: string, args: readonly string[]): Promise<string> {
  const { code, out, err } = await runCommand('git', args, { cwd: folder, env: ENV });
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err.trim()}`);
  return out.trim();
}
