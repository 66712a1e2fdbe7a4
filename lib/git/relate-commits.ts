import type { Git } from './git.ts';

/** How one commit stands to another. */
export type CommitRelation = 'same' | 'ancestor' | 'descendant' | 'diverged' | 'unknown';

/** The same between commits that images were built from; `shallow` where a clone that has one of them, and is to know, lacks the way between. */
export type SourceRelation = CommitRelation | 'shallow';

/** How `one` stands to `other`; `unknown` where the repository lacks one of them, or what lies between. */
export async function relateCommits(git: Git, one: string, other: string): Promise<CommitRelation> {
  if (one === other) return 'same';
  if (!(await has(git, one)) || !(await has(git, other))) return 'unknown';
  if (await isAncestor(git, one, other)) return 'ancestor';
  if (await isAncestor(git, other, one)) return 'descendant';
  // What a shallow clone lacks may hold the way between them.
  return (await isShallow(git)) ? 'unknown' : 'diverged';
}

/** How `one` stands to `other`, and whether more of the same clone's history would say it. */
export async function relateSourceCommits(git: Git, one: string, other: string): Promise<SourceRelation> {
  const relation = await relateCommits(git, one, other);
  if (relation !== 'unknown' || !(await isShallow(git))) return relation;
  // A clone of something else has neither.
  return (await has(git, one)) || (await has(git, other)) ? 'shallow' : 'unknown';
}

async function has(git: Git, commit: string): Promise<boolean> {
  return (await git.tryRun(['cat-file', '-e', `${commit}^{commit}`])).code === 0;
}

async function isShallow(git: Git): Promise<boolean> {
  return (await git.tryRun(['rev-parse', '--is-shallow-repository'])).out.trim() === 'true';
}

async function isAncestor(git: Git, one: string, other: string): Promise<boolean> {
  return (await git.tryRun(['merge-base', '--is-ancestor', one, other])).code === 0;
}
