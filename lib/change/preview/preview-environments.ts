import { PREVIEWS_FOLDER, previewEnvironment, readPreview } from '../../environment/previews/preview-file.ts';
import { UserError } from '../../errors.ts';

/**
 * The environments that are previews in one state of a repository. What guards deletions passes them over: closing one is none.
 *
 * @param files the texts of its files by path from the root; others than those of previews do not matter
 */
export function previewEnvironments(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set(
    [...files].flatMap(([file, text]) => (file.startsWith(`${PREVIEWS_FOLDER}/`) ? tryName(text, file) : [])),
  );
}

/** What is wrong with a file is told where it is loaded. */
function tryName(text: string, file: string): readonly string[] {
  try {
    return [previewEnvironment(readPreview(text, file))];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
