import { readPreviewDraft } from '../../../environment/previews/preview-draft.ts';
import { PREVIEWS_FOLDER } from '../../../environment/previews/preview-file.ts';
import type { Git } from '../../../git/git.ts';
import { tryReadFile } from '../../../git/read-tree.ts';
import { listChanged } from '../../change/list-changed.ts';
import type { StaleBranch } from './stale-branch.ts';

/** Whether what came to the base since may render what a branch changes otherwise: all but data and manifests of other environments. */
export async function mayDiffer(
  git: Git,
  base: string,
  { fork, tip }: Pick<StaleBranch, 'fork' | 'tip'>,
): Promise<boolean> {
  const touched = await listChanged(git, fork, tip);
  const own = new Set(touched.flatMap((file) => environmentIn(file) ?? []));
  // A preview has the data of the environment that it is like.
  for (const file of touched.filter((one) => one.startsWith(`${PREVIEWS_FOLDER}/`)))
    for (const commit of [fork, tip]) {
      const { from } = readPreviewDraft((await tryReadFile(git, commit, file)) ?? '', file);
      if (from !== undefined) own.add(from);
    }
  return (await listChanged(git, fork, base)).some((file) => {
    const environment = environmentIn(file);
    return environment === undefined || own.has(environment);
  });
}

function environmentIn(file: string): string | undefined {
  return /^(?:environments|dist)\/([^/]+)\//.exec(file)?.[1];
}
