import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import { readPreviewDraft, type PreviewDraft } from '../../../environment/previews/preview-draft.ts';
import {
  previewFile,
  PREVIEWS_FOLDER,
  readPreview,
  type PreviewFile,
} from '../../../environment/previews/preview-file.ts';
import { UserError } from '../../../errors.ts';

/** What the file of a preview says; undefined where there is none. */
export function readPreviewOf(root: string, name: string): PreviewFile | undefined {
  const text = new RepositoryFiles(root, () => undefined).tryRead(previewFile(name));
  return text === undefined ? undefined : readPreview(text, previewFile(name));
}

/** The previews of the work tree, those that are wrong among them. */
export function readDrafts(root: string): readonly PreviewDraft[] {
  const files = new RepositoryFiles(root, () => undefined);
  return filesBelow(root, PREVIEWS_FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readPreviewDraft(textOf(files, file), file));
}

/** The data of an environment, from the root. */
export function dataOf(root: string, environment: string): readonly string[] {
  return filesBelow(root, `environments/${environment}`);
}

function filesBelow(root: string, place: string): readonly string[] {
  const folder = path.join(root, place);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}

/** Of what cannot be read nothing is known. */
function textOf(files: RepositoryFiles, file: string): string {
  try {
    return files.tryRead(file) ?? '';
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}
