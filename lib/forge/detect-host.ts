import type { HostName } from './forge.ts';

/** What is known of where a repository lies. */
export interface Place {
  /** Undefined for a folder of this machine. */
  readonly hostname: string | undefined;
  /** `https://git.example.com:8443`; undefined for ssh. */
  readonly origin: string | undefined;
}

/** The git host that an address is of, by its name; undefined where the name does not say. */
export function detectHost({ hostname }: Place): HostName | undefined {
  if (hostname === undefined) return 'git';
  if (/(?:^|\.)(?:gitea|forgejo)|codeberg\.org$/i.test(hostname)) return 'gitea';
  const found = /(?:^|\.)(github|gitlab|bitbucket)[.-]/i.exec(`${hostname}.`)?.[1]?.toLowerCase();
  return found === 'github' || found === 'gitlab' || found === 'bitbucket' ? found : undefined;
}

/** The root of a host's API, where nobody names another. */
export function defaultApi(host: Exclude<HostName, 'git'>, { hostname, origin }: Place): string {
  const root = origin ?? `https://${hostname}`;
  switch (host) {
    case 'github':
      return hostname === 'github.com' ? 'https://api.github.com' : `${root}/api/v3`;
    case 'gitlab':
      return `${root}/api/v4`;
    case 'gitea':
      return `${root}/api/v1`;
    case 'bitbucket':
      return hostname === 'bitbucket.org' ? 'https://api.bitbucket.org/2.0' : `${root}/rest/api/1.0`;
  }
}

/** The variables that CI of a host has its token in, in the order of trust. */
export const TOKEN_VARIABLES: Readonly<Record<HostName, readonly string[]>> = {
  github: ['GITHUB_TOKEN', 'GH_TOKEN', 'GH_ENTERPRISE_TOKEN'],
  gitlab: ['GITLAB_TOKEN'],
  gitea: ['GITEA_TOKEN', 'FORGEJO_TOKEN'],
  bitbucket: ['BITBUCKET_TOKEN'],
  git: [],
};

/** The user that git names beside a token: any would do for Gitea. */
export const TOKEN_USERS: Readonly<Record<HostName, string>> = {
  github: 'x-access-token',
  gitlab: 'oauth2',
  gitea: 'kumiki',
  bitbucket: 'x-token-auth',
  git: 'git',
};
