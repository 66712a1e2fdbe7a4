import path from 'node:path';
import { Git } from '../../git/git.ts';
import type { GlobalOptions, Io } from '../io.ts';
import type { Target } from './find-target.ts';

/**
 * Says what of the work tree does not count, as a change is made from the remote's branch: whoever names no repository stands in it, and may
 * think that it is made from there.
 */
export async function tellUnpushed(
  { remote, base }: Pick<Target, 'remote' | 'base'>,
  { cwd, quiet }: Pick<GlobalOptions, 'cwd' | 'quiet'>,
  io: Pick<Io, 'cwd' | 'env' | 'err'>,
): Promise<void> {
  if (quiet === true) return;
  const folder = path.resolve(io.cwd, cwd ?? '.');
  const git = new Git(folder, { env: io.env });
  const what = [
    ...counted(await countChanged(git), 'file', 'not committed'),
    ...counted(await countAhead(git, base), 'commit', `not on its ${base}`),
  ];
  if (what.length > 0)
    io.err(
      `${folder}: ${what.join(', and ')}: that does not count. The change is made from ${base} of ${remote.url}.\n`,
    );
}

/** Without `dist/`, which is rendered anew, and is by far the most to look at. */
async function countChanged(git: Git): Promise<number> {
  const { code, out } = await git.tryRun(['status', '--porcelain', '--no-renames', '--', ':/', ':(top,exclude)dist']);
  return code === 0 ? out.split('\n').filter((line) => line !== '').length : 0;
}

/** Against what was last fetched; none where the branch never was, as in a clone of CI. */
async function countAhead(git: Git, base: string): Promise<number> {
  const { code, out } = await git.tryRun(['rev-list', '--count', `refs/remotes/origin/${base}..HEAD`]);
  return code === 0 ? Number(out) : 0;
}

function counted(count: number, noun: string, what: string): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 ${noun} is ${what}` : `${count} ${noun}s are ${what}`];
}
