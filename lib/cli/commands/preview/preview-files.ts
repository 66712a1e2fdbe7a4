import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import { readPreviews } from '../../../environment/load/read-previews.ts';
import { previewFile, readPreview, type PreviewFile } from '../../../environment/previews/preview-file.ts';
import { UserError } from '../../../errors.ts';

/** What the file of a preview says; undefined where there is none. */
export function readPreviewOf(root: string, name: string): PreviewFile | undefined {
  const text = new RepositoryFiles(root, () => undefined).tryRead(previewFile(name));
  return text === undefined ? undefined : readPreview(text, previewFile(name));
}

/** Undefined also where nobody can read it. */
export function tryPreviewOf(root: string, name: string): PreviewFile | undefined {
  try {
    return readPreviewOf(root, name);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

export function hasPreview(root: string, name: string): boolean {
  return existsSync(path.join(root, previewFile(name)));
}

/** Every preview. Throws a UserError with all that is wrong with their files. */
export function allPreviews(root: string): readonly PreviewFile[] {
  const problems: string[] = [];
  const previews = readPreviews(root, () => undefined, problems);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return previews;
}

/** The data of an environment, from the root. */
export function dataOf(root: string, environment: string): readonly string[] {
  const folder = path.join(root, 'environments', environment);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}
