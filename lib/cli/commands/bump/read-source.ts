import path from 'node:path';
import type { PinSource } from '../../../change/pins.ts';
import { UserError } from '../../../errors.ts';
import { Git } from '../../../git/git.ts';
import { readRemoteAddress } from '../../../git/remote-address.ts';
import type { Io } from '../../io.ts';

export interface SourceOptions {
  readonly cwd?: string | undefined;
  readonly commit?: string | undefined;
  readonly build?: string | undefined;
  readonly source?: string | undefined;
}

/** What the images were built from: flags, and of the repository that the command runs in its remote `origin`. Undefined where no flag says anything. */
export async function readSource(options: SourceOptions, io: Io): Promise<PinSource | undefined> {
  const { commit, build, source } = options;
  if (commit === undefined && build === undefined && source === undefined) return undefined;
  if (commit !== undefined && !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit))
    throw new UserError(`--commit is '${commit}'. Give the whole id of the commit, 40 hexadecimal digits, lower case.`);
  if (build !== undefined && !/^\d{1,30}$/.test(build))
    throw new UserError(`--build is '${build}'. Give a number that is higher for each later build.`);
  const repository = source ?? (await originOf(path.resolve(io.cwd, options.cwd ?? '.'), io));
  return {
    ...(repository === undefined ? {} : { repository }),
    ...(commit === undefined ? {} : { commit }),
    ...(build === undefined ? {} : { build }),
  };
}

async function originOf(cwd: string, io: Io): Promise<string | undefined> {
  const { code, out } = await new Git(cwd, { env: io.env }).tryRun(['remote', 'get-url', 'origin']);
  if (code !== 0 || out.trim() === '') return undefined;
  // Neither a credential of CI, nor a path of its machine.
  const { url, hostname, project } = readRemoteAddress(out.trim(), cwd);
  return hostname === undefined ? undefined : url.startsWith('http') ? url : `${hostname}/${project}`;
}
