import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors.ts';
import { RepositoryFiles } from '../data/repository-files.ts';
import { PREVIEWS_FOLDER, readPreview, type PreviewFile } from '../previews/preview-file.ts';

/**
 * The previews of a repository, by name. They are read before user code runs, which gets those of its own repository.
 *
 * @param told of every path that was looked at, absolute: also of the folder where there is none yet
 * @param problems takes what is wrong with any of them
 */
export function readPreviews(
  root: string,
  told: (absolutePath: string) => void,
  problems: string[],
): readonly PreviewFile[] {
  const folder = path.join(root, PREVIEWS_FOLDER);
  told(folder);
  if (!existsSync(folder)) return [];
  const texts = new RepositoryFiles(root, told).readAll(PREVIEWS_FOLDER, 'Make it again.');
  return [...texts].flatMap(([file, text]) => {
    try {
      return [readPreview(text, file)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
}
