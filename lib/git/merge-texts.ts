import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Git } from './git.ts';

/**
 * What two people made of one text.
 *
 * @param folder where three files may lie for a moment
 * @returns undefined where they changed the same lines
 */
export async function tryMergeTexts(
  git: Git,
  folder: string,
  { ours, before, theirs }: { readonly ours: string; readonly before: string; readonly theirs: string },
): Promise<string | undefined> {
  const names = ['ours', 'before', 'theirs'].map((name) => path.join(folder, `kumiki-merge-${name}`));
  for (const [index, text] of [ours, before, theirs].entries()) writeFileSync(names[index] ?? '', text);
  try {
    const { code, out } = await git.tryRun(['merge-file', '--stdout', '--quiet', ...names]);
    return code === 0 ? out : undefined;
  } finally {
    for (const name of names) rmSync(name, { force: true });
  }
}
