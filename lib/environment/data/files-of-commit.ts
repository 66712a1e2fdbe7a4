import { UserError } from '../../errors.ts';
import { shortCommit } from '../source/commit-name.ts';
import { moveCommand, type CommitEnvironment } from '../source/commit-note.ts';
import { isEnvironmentData } from '../source/environment-data-path.ts';
import { sourceFile } from '../source/source-file.ts';
import type { EnvironmentData } from './environment-data.ts';
import { RepositoryFiles } from './repository-files.ts';

/**
 * Data of today, whose files are those of the commit that the code is of; a file that is data of an environment is today's, too.
 *
 * @param root the repository's folder as the commit has it, absolute
 */
export function withFilesOfCommit(today: EnvironmentData, root: string, built: CommitEnvironment): EnvironmentData {
  // What a commit holds never changes: nothing of it is among what a result depends on.
  const files = new RepositoryFiles(root, () => undefined);
  const advice =
    `The code is of commit ${shortCommit(built.commit)}, by ${sourceFile(built.environment)}, and reads the files of that commit. ` +
    `Name a commit that has it: ${moveCommand(built.environment)}`;
  const of = <T>(place: string, fromToday: () => T, fromCommit: () => T): T =>
    typeof place === 'string' && isEnvironmentData(place.replace(/^\.\//, '')) ? fromToday() : told(fromCommit, built);
  return {
    ...today,
    file: (file) =>
      of(
        file,
        () => today.file(file),
        () => refusePointer(file, files.read(file, advice)),
      ),
    files: (place) =>
      of(
        place,
        () => today.files(place),
        () => new Map([...files.readAll(place, advice)].map(([file, text]) => [file, refusePointer(file, text)])),
      ),
  };
}

/** What stands in a commit for a file that lies elsewhere: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
function refusePointer(file: string, text: string): string {
  if (!text.startsWith('version https://git-lfs.github.com/spec/')) return text;
  throw new UserError(`${file}: is kept by Git LFS, and a commit only points to it. Keep it in git itself.`);
}

/** What else is wrong with a file is wrong there, and not in today's. */
function told<T>(read: () => T, { commit }: CommitEnvironment): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.message.includes(shortCommit(commit))) throw cause;
    throw new UserError(`${cause.message} It is as commit ${shortCommit(commit)} has it.`, { cause });
  }
}
