import { Git } from './git.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The same variables, and with them an ssh that asks nobody for a passphrase or whether a host is known: https://man.openbsd.org/ssh_config#BatchMode.
 * A command for ssh that a person has set stays as it is.
 */
export async function quietSsh(folder: string, env: Variables): Promise<Variables> {
  if (env['GIT_SSH_COMMAND'] !== undefined || env['GIT_SSH'] !== undefined) return env;
  const { code } = await new Git(folder, { env }).tryRun(['config', '--get', 'core.sshCommand']);
  return code === 0 ? env : { ...env, GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' };
}
