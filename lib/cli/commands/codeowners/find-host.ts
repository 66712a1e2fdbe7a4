import {
  CODEOWNERS_HOSTS,
  isCodeownersHost,
  type CodeownersHost,
} from '../../../change/codeowners/codeowners-hosts.ts';
import type { KumikiConfig } from '../../../config/define-config.ts';
import { UserError } from '../../../errors.ts';
import { detectHost } from '../../../forge/detect-host.ts';
import { Git } from '../../../git/git.ts';
import { originOf } from '../../../git/origin-of.ts';
import { readRemoteAddress } from '../../../git/remote-address.ts';
import type { Io } from '../../io.ts';

/** The git host that the file is for: as the flag says, the config, or the address of the remote `origin`; else GitHub. */
export async function findHost(
  named: string | undefined,
  root: string,
  { repository }: KumikiConfig,
  io: Pick<Io, 'env'>,
): Promise<CodeownersHost> {
  if (named !== undefined && isCodeownersHost(named)) return named;
  if (named !== undefined)
    throw new UserError(`--host is '${named}'. There are: ${Object.keys(CODEOWNERS_HOSTS).join(', ')}.`);
  const settings = typeof repository === 'string' ? { url: repository } : (repository ?? {});
  if (settings.host !== undefined && isCodeownersHost(settings.host)) return settings.host;
  const url = settings.url ?? (await tryOriginOf(root, io));
  const found = url === undefined ? undefined : detectHost(readRemoteAddress(url, root));
  return found !== undefined && isCodeownersHost(found) ? found : 'github';
}

/** Undefined also where there is no git: whoever writes the file may have none. */
async function tryOriginOf(root: string, { env }: Pick<Io, 'env'>): Promise<string | undefined> {
  try {
    return await originOf(new Git(root, { env }));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
