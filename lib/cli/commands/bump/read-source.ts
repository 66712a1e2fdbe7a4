import path from 'node:path';
import type { PinSource } from '../../../change/pins.ts';
import { UserError } from '../../../errors.ts';
import { Git } from '../../../git/git.ts';
import { originOf } from '../../../git/origin-of.ts';
import { readRemoteAddress } from '../../../git/remote-address.ts';
import { withoutCredentials } from '../../../git/without-credentials.ts';
import type { Io } from '../../io.ts';

export interface SourceOptions {
  readonly cwd?: string | undefined;
  readonly commit?: string | undefined;
  readonly build?: string | undefined;
  readonly source?: string | undefined;
}

/** What the images were built from: flags, and of the repository that the command runs in its remote `origin`. Undefined where no flag says anything. */
export async function readSource(options: SourceOptions, io: Pick<Io, 'cwd' | 'env'>): Promise<PinSource | undefined> {
  const { commit, build, source } = options;
  if (commit === undefined && build === undefined && source === undefined) return undefined;
  if (commit !== undefined && !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit))
    throw new UserError(`--commit is '${commit}'. Give the whole id of the commit, 40 hexadecimal digits, lower case.`);
  if (build !== undefined && !/^\d{1,30}$/.test(build))
    throw new UserError(`--build is '${build}'. Give a number that is higher for each later build.`);
  // It is committed: CI has its credential in the addresses that it gives.
  const repository =
    source === undefined
      ? await nameOfOrigin(path.resolve(io.cwd, options.cwd ?? '.'), io)
      : withoutCredentials(source);
  return {
    ...(repository === undefined ? {} : { repository }),
    ...(commit === undefined ? {} : { commit }),
    ...(build === undefined ? {} : { build }),
  };
}

async function nameOfOrigin(cwd: string, { env }: Pick<Io, 'env'>): Promise<string | undefined> {
  const origin = await originOf(new Git(cwd, { env }));
  if (origin === undefined) return undefined;
  // Neither a credential of CI, nor a path of its machine.
  const { url, hostname, project } = readRemoteAddress(origin, cwd);
  return hostname === undefined ? undefined : url.startsWith('http') ? url : `${hostname}/${project}`;
}
