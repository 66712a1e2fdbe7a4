import { PREVIEWS_FOLDER } from '../../environment/previews/preview-file.ts';

/** A message begins with the file that it is about, and perhaps its line. */
const ABOUT = new RegExp(`^(${PREVIEWS_FOLDER}/[^:]+):(?:\\d+:)? `);

/**
 * The files of previews that keep a repository from being loaded: that it says so itself holds for every rule, and every version.
 *
 * @param message all of what is wrong with the repository, a line each
 * @returns what it says of each file
 */
export function brokenPreviews(message: string): ReadonlyMap<string, string> {
  const broken = new Map<string, string>();
  for (const line of message.split('\n')) {
    const [, file] = ABOUT.exec(line) ?? [];
    if (file !== undefined) broken.set(file, [broken.get(file) ?? [], line].flat().join('\n'));
  }
  return broken;
}
