import { previewFile, readPreview, type PreviewFile } from '../../../environment/previews/preview-file.ts';
import type { Git } from '../../../git/git.ts';
import { tryReadFile } from '../../../git/read-tree.ts';

/** What the file of a preview says in a commit; undefined where there is none. */
export async function readPreviewAt(git: Git, commit: string, name: string): Promise<PreviewFile | undefined> {
  const file = previewFile(name);
  const text = await tryReadFile(git, commit, file);
  return text === undefined ? undefined : readPreview(text, file);
}
