import { deletionsFile, readDeletions, type Deletion } from '../../../change/deletions.ts';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import { UserError } from '../../../errors.ts';

/**
 * The entries of every `environments/<env>/deletions.json` of the work tree, also of environments that are not there any more.
 *
 * @throws a UserError with the mistakes of all files
 */
export function readEntries(root: string): ReadonlyMap<string, readonly Deletion[]> {
  const files = new RepositoryFiles(root, () => undefined);
  const entries = new Map<string, readonly Deletion[]>();
  const problems: string[] = [];
  for (const name of files.folders('environments')) {
    const file = deletionsFile(name);
    try {
      const text = files.tryRead(file);
      if (text !== undefined) entries.set(name, readDeletions(text, file));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return entries;
}
