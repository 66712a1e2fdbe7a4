import { readPreviewDraft, type PreviewDraft } from '../../../environment/previews/preview-draft.ts';
import { PREVIEWS_FOLDER } from '../../../environment/previews/preview-file.ts';
import type { Git } from '../../../git/git.ts';
import { listFiles, tryReadFile } from '../../../git/read-tree.ts';

/** The previews of a commit, those that are wrong among them. */
export async function readDraftsAt(git: Git, commit: string): Promise<readonly PreviewDraft[]> {
  const files = [...(await listFiles(git, commit, PREVIEWS_FOLDER)).keys()].filter((file) => file.endsWith('.json'));
  const drafts: PreviewDraft[] = [];
  for (const file of files) drafts.push(readPreviewDraft((await tryReadFile(git, commit, file)) ?? '', file));
  return drafts;
}
