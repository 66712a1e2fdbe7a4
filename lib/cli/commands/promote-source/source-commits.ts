import { CODE_PATHS } from '../../../environment/source/environment-data-path.ts';
import type { Git } from '../../../git/git.ts';

/** The most commits that a person reads. */
const MOST = 50;

/** The commits that bring other code, and neither data nor renders alone. Needs no contents, so that a blobless clone fetches nothing. */
export interface SourceCommits {
  /** The newest first: `1a2b3c4d Add a cache`. */
  readonly lines: readonly string[];
  /** How many there are beside these. */
  readonly more: number;
}

/**
 * The newest step of a branch that changed the code.
 *
 * @param until milliseconds since 1970: no younger one counts
 * @returns undefined where none is as old
 */
export async function newestSource(git: Git, tip: string, until: number): Promise<string | undefined> {
  const before = `--before=${new Date(until).toISOString()}`;
  return (
    (await git.run(['rev-list', '--first-parent', '--max-count=1', before, tip, '--', ...CODE_PATHS])) || undefined
  );
}

/** Whether two commits have the same code; not where the repository lacks one of them. */
export async function isSameSource(git: Git, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const { code, out } = await git.tryRun([
    'diff-tree',
    '-r',
    '--no-renames',
    '--name-only',
    one,
    other,
    '--',
    ...CODE_PATHS,
  ]);
  return code === 0 && out === '';
}

/**
 * The commits after one up to and with another that changed the code.
 *
 * @returns undefined where the repository does not know them, or they are not in this order
 */
export async function tryListSources(git: Git, from: string, to: string): Promise<SourceCommits | undefined> {
  if ((await git.tryRun(['merge-base', '--is-ancestor', from, to])).code !== 0) return undefined;
  const range = [`${from}..${to}`, '--', ...CODE_PATHS];
  const { code, out } = await git.tryRun(['log', '--abbrev=8', '--format=%h %s', `--max-count=${MOST}`, ...range]);
  const counted = await git.tryRun(['rev-list', '--count', ...range]);
  if (code !== 0 || counted.code !== 0) return undefined;
  const lines = out.split('\n').filter((line) => line !== '');
  return { lines, more: Number(counted.out) - lines.length };
}
