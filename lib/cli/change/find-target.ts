import path from 'node:path';
import type { RepositorySettings } from '../../config/define-config.ts';
import { UserError } from '../../errors.ts';
import { defaultApi, detectHost } from '../../forge/detect-host.ts';
import { HOSTS, type HostName } from '../../forge/forge.ts';
import { Git } from '../../git/git.ts';
import { originOf } from '../../git/origin-of.ts';
import { readRemoteAddress, type RemoteAddress } from '../../git/remote-address.ts';
import type { Io } from '../io.ts';
import type { ChangeOptions } from './change-options.ts';
import { readToken, tokenIn } from './read-token.ts';

/** The repository that a change goes to, and how it is reached. */
export interface Target {
  readonly remote: RemoteAddress;
  readonly host: HostName;
  /** The root of the host's API; undefined for plain git. */
  readonly api: string | undefined;
  /** The branch that changes go to. */
  readonly base: string;
  readonly token: string | undefined;
}

/** From flags, the settings of this repository, and its remote `origin`, in this order. */
export async function findTarget(
  options: ChangeOptions,
  settings: RepositorySettings,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<Target> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const text = options.repository ?? settings.url ?? (await requireOrigin(cwd, io));
  const remote = readRemoteAddress(text, cwd);
  const host = hostOf(options.host ?? settings.host, remote);
  const token = readToken(io.env, host, cwd) ?? tokenIn(remote, host);
  if (host !== 'git' && token === undefined)
    throw new UserError(
      `KUMIKI_TOKEN: is not set. Put a token for ${remote.url} there, or its file's name in KUMIKI_TOKEN_FILE.`,
    );
  const api =
    host === 'git' ? undefined : (options.api ?? settings.api ?? defaultApi(host, remote)).replace(/\/+$/, '');
  if (api !== undefined && !/^https?:\/\/[^\s@]+$/.test(api))
    throw new UserError(`--api is '${api}'. Name the root of the host's API, such as https://git.example.com/api/v1.`);
  return { remote, host, api, base: branchOf(options.base ?? settings.base ?? 'main'), token };
}

function hostOf(named: string | undefined, remote: RemoteAddress): HostName {
  const host = HOSTS.find((one) => one === named);
  if (named !== undefined && host === undefined)
    throw new UserError(`--host is '${named}'. There are: ${HOSTS.join(', ')}.`);
  const found = host ?? detectHost(remote);
  if (found !== undefined) return found;
  throw new UserError(
    `${remote.url}: its name does not say which git host it is. Name it with --host: ${HOSTS.join(', ')}.`,
  );
}

/** https://git-scm.com/docs/git-check-ref-format */
function branchOf(name: string): string {
  const isOdd = /[\s~^:?*[\\\p{Cc}]|\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)|^[-/.]|[/.]$/u.test(name);
  if (name !== '' && !isOdd) return name;
  throw new UserError(`--base is '${name}'. Name a branch, such as main.`);
}

async function requireOrigin(cwd: string, { env }: Pick<Io, 'env'>): Promise<string> {
  const origin = await originOf(new Git(cwd, { env }));
  if (origin !== undefined) return origin;
  throw new UserError(
    `--repository is missing, and ${cwd} has no remote 'origin' to go to. Name the manifest repository: --repository https://git.example.com/acme/manifests.git`,
  );
}
