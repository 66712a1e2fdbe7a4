import path from 'node:path';
import { UserError } from '../errors.ts';

/** Where a repository lies, without credentials. */
export interface RemoteAddress {
  /** As git takes it: `https://git.example.com/acme/manifests.git`, `git@github.com:acme/manifests.git`, or an absolute path. */
  readonly url: string;
  /** Undefined for a folder of this machine. */
  readonly hostname: string | undefined;
  /** Of an address by https or http: `https://git.example.com:8443`. */
  readonly origin: string | undefined;
  /** The path on its host: `acme/manifests`. */
  readonly project: string;
  /** A user that stood in an address by https or http. Some hosts take a token in its place. */
  readonly user: string | undefined;
  /** A password or token that stood in the address. */
  readonly password: string | undefined;
}

/**
 * What a person wrote for a repository: an address by https, ssh, `git@host:path` or file, or a path from `cwd`.
 *
 * @throws a UserError
 */
export function readRemoteAddress(text: string, cwd: string): RemoteAddress {
  if (text.trim() === '' || text.startsWith('-')) throw new UserError(`--repository is '${text}'. ${ADVICE}`);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) return readUrl(text, scheme);
  // As git reads it: a colon before the first slash.
  const [, host, folder] = /^(?:[^@/\s]+@)?([^:/\s]+):(.+)$/.exec(text) ?? [];
  if (host !== undefined && folder !== undefined)
    return { ...BARE, url: text, hostname: host, project: projectOf(folder) };
  const absolute = path.resolve(cwd, text);
  return { ...BARE, url: absolute, project: projectOf(absolute) };
}

const BARE = { hostname: undefined, origin: undefined, user: undefined, password: undefined };

const ADVICE =
  'Name the address of a repository, such as https://git.example.com/acme/manifests.git, or the path of one.';

function readUrl(text: string, scheme: string): RemoteAddress {
  const url = URL.parse(text);
  if (url === null || !['https', 'http', 'ssh', 'git+ssh', 'file'].includes(scheme))
    throw new UserError(`--repository is '${text.replace(/\/\/.*@/s, '//')}'. ${ADVICE}`);
  if (scheme === 'file') {
    const folder = decoded(url.pathname);
    return { ...BARE, url: folder, project: projectOf(folder) };
  }
  const isWeb = scheme === 'https' || scheme === 'http';
  const [user, password] = isWeb ? [decoded(url.username), decoded(url.password)] : [];
  if (isWeb) url.username = '';
  url.password = '';
  return {
    url: url.href,
    hostname: url.hostname,
    origin: isWeb ? url.origin : undefined,
    project: projectOf(decoded(url.pathname)),
    user: user || undefined,
    password: password || undefined,
  };
}

/** As git reads it: a `%` that begins nothing is one. */
function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function projectOf(folder: string): string {
  return folder
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .replace(/^\/+/, '');
}
