import { draftEnvironment, readPreviewDraft } from '../../environment/previews/preview-draft.ts';
import { PREVIEWS_FOLDER } from '../../environment/previews/preview-file.ts';

/**
 * The environments that are previews in one state of a repository, also those that are wrong, as they are closed too. What guards deletions
 * passes them over: closing one is none.
 *
 * @param files the texts of its files by path from the root; others than those of previews do not matter
 */
export function previewEnvironments(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set(
    [...files].flatMap(([file, text]) =>
      file.startsWith(`${PREVIEWS_FOLDER}/`) ? (draftEnvironment(readPreviewDraft(text, file)) ?? []) : [],
    ),
  );
}
