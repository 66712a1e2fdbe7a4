import process from 'node:process';
import { Clone } from '../../lib/git/clone.ts';
import { readRemoteAddress } from '../../lib/git/remote-address.ts';
import { temporaryFolder } from './make-remote.ts';

/** A clone in a folder that goes with the test. */
export function openClone(url: string, base = 'main'): Promise<Clone> {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return Clone.init(temporaryFolder(), readRemoteAddress(`file://${url}`, '/'), base, { env });
}
