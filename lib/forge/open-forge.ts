import type { Forge, HostName } from './forge.ts';
import type { ForgeOptions } from './forge-options.ts';

/** The client of a host; each is loaded when it is wanted. Plain git has none. */
export async function openForge(host: Exclude<HostName, 'git'>, options: ForgeOptions): Promise<Forge> {
  switch (host) {
    case 'github':
      return (await import('./github/open-github.ts')).openGitHub(options);
    case 'gitlab':
      return (await import('./gitlab/open-gitlab.ts')).openGitLab(options);
    case 'gitea':
      return (await import('./gitea/open-gitea.ts')).openGitea(options);
    case 'bitbucket':
      return (await import('./bitbucket/open-bitbucket.ts')).openBitbucket(options);
  }
}
