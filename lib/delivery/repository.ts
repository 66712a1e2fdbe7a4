import { UserError } from '../errors.ts';
import { showValue } from '../manifest/show-value.ts';

const SCHEMES: ReadonlySet<string> = new Set(['https:', 'http:', 'ssh:']);
/** `git@github.com:acme/manifests.git`, which ssh takes and no URL is. */
const SCP = /^[\w.-]+@[\w.-]+:(?!\/)[\w./~-]+$/;

/**
 * Refuses what is no address of a Git repository, one that holds credentials, and one that Argo CD would take for a pattern.
 *
 * @param maker the function that was given it, for the message
 * @param scp whether the tool takes the short form of ssh
 */
export function checkRepository(maker: string, repository: unknown, scp: boolean): void {
  const example = "Use the address that the cluster reaches, such as 'https://git.example.com/acme/manifests.git'.";
  if (typeof repository !== 'string' || repository === '')
    throw new UserError(`${maker}(): repository is ${showValue(repository)}. ${example}`);
  if (/[\s*?[\]{}\\#]/.test(repository))
    throw new UserError(
      `${maker}(): repository is '${withoutCredential(repository)}'. It is one address, without spaces, patterns and parameters. ${example}`,
    );
  if (SCP.test(repository)) {
    if (scp) return;
    const url = repository.replace(/^([^:]+):/, 'ssh://$1/');
    throw new UserError(`${maker}(): repository is '${repository}'. Write it as a URL: '${url}'.`);
  }
  const url = URL.canParse(repository) ? new URL(repository) : undefined;
  if (url === undefined || !SCHEMES.has(url.protocol) || url.host === '')
    throw new UserError(
      `${maker}(): repository is '${withoutCredential(repository)}', which is no URL of https or ssh. ${example}`,
    );
  if (url.password !== '' || (url.username !== '' && url.protocol !== 'ssh:'))
    throw new UserError(
      `${maker}(): repository holds a credential. Take it out of the URL and revoke it: the CD tool reads its credential from a Secret in the cluster.`,
    );
}

/** Parameters may hold a token as well as what stands before the host. */
function withoutCredential(repository: string): string {
  return repository.replace(/^.*@/s, '…@').replace(/[?#].*$/s, '?…');
}

/** Whatever travels to the cluster can be changed on the way. */
export function isInsecure(repository: string): boolean {
  return repository.startsWith('http://');
}
