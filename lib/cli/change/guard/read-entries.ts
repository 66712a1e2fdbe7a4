import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deletionsFile, readDeletions, type Deletion } from '../../../change/deletions.ts';
import { UserError } from '../../../errors.ts';

/**
 * The entries of every `environments/<env>/deletions.json` of the work tree, also of environments that are not there any more.
 *
 * @throws a UserError with the mistakes of all files
 */
export function readEntries(root: string): ReadonlyMap<string, readonly Deletion[]> {
  const folder = path.join(root, 'environments');
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  const entries = new Map<string, readonly Deletion[]>();
  const problems: string[] = [];
  for (const name of names.toSorted()) {
    const file = deletionsFile(name);
    if (!existsSync(path.join(root, file))) continue;
    try {
      entries.set(name, readDeletions(readFileSync(path.join(root, file), 'utf8'), file));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return entries;
}
