import type { Git } from './git.ts';

/**
 * The address of the remote `origin` as git uses it, which may hold a credential: {@link readRemoteAddress} takes it out.
 *
 * @returns undefined where there is none
 */
export async function originOf(git: Git): Promise<string | undefined> {
  // Nothing is sent there: who forbids a credential in an address still has the address.
  const { code, out } = await git.tryRun(['-c', 'transfer.credentialsInUrl=allow', 'remote', 'get-url', 'origin']);
  return code === 0 && out.trim() !== '' ? out.trim() : undefined;
}
