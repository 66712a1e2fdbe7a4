import type { Git } from './git.ts';

/** The most commits that a person reads. */
const MOST = 50;

/**
 * The commits after one up to and with another, the newest first: `1a2b3c4d Add a cache`.
 *
 * @returns undefined where the repository does not know them, or they are not in this order
 */
export async function tryListBetween(git: Git, from: string, to: string): Promise<readonly string[] | undefined> {
  const there = await git.tryRun(['cat-file', '-e', `${from}^{commit}`]);
  if (there.code !== 0 || (await git.tryRun(['merge-base', '--is-ancestor', from, to])).code !== 0) return undefined;
  const { code, out } = await git.tryRun([
    'log',
    '--abbrev=8',
    '--format=%h %s',
    `--max-count=${MOST + 1}`,
    `${from}..${to}`,
  ]);
  if (code !== 0) return undefined;
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.length > MOST ? [...lines.slice(0, MOST), '…'] : lines;
}
