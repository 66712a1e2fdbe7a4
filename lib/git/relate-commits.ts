import type { Git } from './git.ts';

/** How one commit stands to another. */
export type CommitRelation = 'same' | 'ancestor' | 'descendant' | 'diverged' | 'unknown';

/** How `one` stands to `other`; `unknown` where the repository lacks one of them, or what lies between. */
export async function relateCommits(git: Git, one: string, other: string): Promise<CommitRelation> {
  if (one === other) return 'same';
  const known = await git.tryRun(['rev-parse', '--verify', '--quiet', `${one}^{commit}`]);
  const isThere = known.code === 0 && (await git.tryRun(['cat-file', '-e', `${other}^{commit}`])).code === 0;
  if (!isThere) return 'unknown';
  if (await isAncestor(git, one, other)) return 'ancestor';
  if (await isAncestor(git, other, one)) return 'descendant';
  // What a shallow clone lacks may hold the way between them.
  const shallow = await git.tryRun(['rev-parse', '--is-shallow-repository']);
  return shallow.out.trim() === 'true' ? 'unknown' : 'diverged';
}

async function isAncestor(git: Git, one: string, other: string): Promise<boolean> {
  return (await git.tryRun(['merge-base', '--is-ancestor', one, other])).code === 0;
}
