import type { Git } from '../../git/git.ts';

/** The files that differ between two commits, from the root; what was renamed is there twice. */
export async function listChanged(git: Git, from: string, to: string): Promise<readonly string[]> {
  const out = await git.run(['diff', '--name-only', '--no-renames', '-z', from, to]);
  return out.split('\0').filter((file) => file !== '');
}
